/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The mouse does what keys do: the wheel moves lines, a click selects what it
 * is on, and a second one is Enter there.
 */
#include "application_parts.h"
#include "cnai/keymap.h"

enum { WHEEL_LINES = 3 };

static void
turn_wheel(struct application *application, enum movement movement)
{
	struct view *view = application_top(application);

	application_carry_out(
	    application, view->kind->move(view, movement, WHEEL_LINES));
}

static bool
point(struct application *application)
{
	struct view *view = application_top(application);
	const int left = application_view_left(application);
	const bool is_choosing =
	    !application->prompt || application->prompt->arrows_move;
	int row, column;

	screen_mouse_place(application->screen, &row, &column);
	return is_choosing && view->kind->point && column >= left &&
	       view->kind->point(view, row, column - left);
}

static void
press_enter(struct application *application)
{
	struct view *view = application_top(application);
	const int key = KEY_CODE_ENTER;
	bool is_prefix;
	const struct command *command = keymap_find(
	    application->session.keymap, view->kind, &key, 1, &is_prefix);

	if (application->prompt)
		application_accept_prompt(application);
	else if (command)
		application_carry_out(application,
		    command->run(view, (struct argument){.value = command->value}));
}

bool
application_take_mouse(struct application *application, int key)
{
	switch (key) {
	case KEY_CODE_WHEEL_UP:
		turn_wheel(application, MOVE_LINE_UP);
		return true;
	case KEY_CODE_WHEEL_DOWN:
		turn_wheel(application, MOVE_LINE_DOWN);
		return true;
	case KEY_CODE_CLICK:
		point(application);
		return true;
	case KEY_CODE_DOUBLE_CLICK:
		if (point(application))
			press_enter(application);
		return true;
	default:
		return false;
	}
}

void
application_set_mouse(struct application *application, bool on)
{
	application->is_mouse_on = on;
	screen_set_mouse(application->screen, on);
}
