# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# An sshd of a test's own on the loopback address: keys, configuration and port
# are made for it. It lets in whoever runs the test, by key, and nobody else.
#
# sshd_start FOLDER keeps all it makes in FOLDER; the caller ends with
# sshd_stop. sshd_login fills the array ssh with the words of the client.

sshd_program() { command -v sshd || { [ -x /usr/sbin/sshd ] && echo /usr/sbin/sshd; }; }

# sshd_missing: says why there can be none here; fails if there can
sshd_missing() {
	if ! sshd_program >/dev/null; then
		echo "sshd is missing"
	elif ! command -v ssh >/dev/null || ! command -v ssh-keygen >/dev/null; then
		echo "ssh is missing"
	elif [ "$(id -u)" -eq 0 ] && ! sshd_make_room; then
		echo "/run/sshd is missing"
	else
		return 1
	fi
}

# Started by root, sshd insists on an empty folder, which the system makes when
# it starts one.
sshd_made=
sshd_make_room() {
	[ -d /run/sshd ] && return
	mkdir -m 755 /run/sshd 2>/dev/null && sshd_made=/run/sshd
}

sshd_configure() {
	ssh-keygen -q -t ed25519 -N '' -f "$1/host" &&
		ssh-keygen -q -t ed25519 -N '' -f "$1/user" &&
		cp "$1/user.pub" "$1/authorized" || return
	cat >"$1/sshd_config" <<END
ListenAddress 127.0.0.1
HostKey $1/host
AuthorizedKeysFile $1/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
PrintLastLog no
END
}

# One that stays is on a port that was free.
sshd_listen() {
	for _ in {1..20}; do
		local port=$((20000 + RANDOM % 40000))
		"$(sshd_program)" -D -e -f "$1/sshd_config" -p "$port" 2>"$1/log" &
		sshd_pid=$!
		printf '[127.0.0.1]:%s %s\n' "$port" "$(cat "$1/host.pub")" >"$1/known"
		ssh=(ssh -F /dev/null -i "$1/user" -o IdentitiesOnly=yes -o BatchMode=yes
			-o UserKnownHostsFile="$1/known" -o LogLevel=ERROR
			-p "$port" "$(id -un)@127.0.0.1")
		until grep -q 'listening on' "$1/log"; do
			kill -0 $sshd_pid 2>/dev/null || continue 2
			sleep 0.05
		done
		return 0
	done
	return 1
}

sshd_start() {
	sshd_configure "$1" && sshd_listen "$1" &&
		"${ssh[@]}" -tt true </dev/null >/dev/null 2>&1
}

sshd_stop() {
	[ -z "${sshd_pid-}" ] || kill "$sshd_pid" 2>/dev/null
	[ -z "$sshd_made" ] || rmdir "$sshd_made" 2>/dev/null
}
