/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shortcodes of Hugo itself and of Docsy, as a reader takes them. What cannot
 * be shown in text (a video, a gist) is a link to it.
 */
#include "shortcode_tag.h"

/* A div with a heading in bold, which its content follows. */
#define CARD(arguments) "<div>[<p><b>~{" arguments "}~</b></p>]"

static const struct shortcode_meaning meanings[] = {
    {"alert", "<cnai-alert color=\"{color|0}\" title=\"{title|1}\">",
	"</cnai-alert>", "", true, false, false},
    {"blocks/cover", "[<h2>~{title}~</h2>]<div>", "</div>", "", true, false, false},
    {"blocks/feature", "[<h3>~{title}~</h3>]<div>",
	"[<p><a href=\"{url}\">{url_text|=Read more}</a></p>]</div>", "", true,
	false, false},
    {"blocks/lead", "<div>", "</div>", "", true, false, false},
    {"blocks/link-down", "", "", "", true, false, false},
    {"blocks/section", "<div>", "</div>", "", true, false, false},
    {"card", CARD("header") "[<p><b>~{title}~</b></p>][<p>~{subtitle}~</p>]",
	"[<p>~{footer}~</p>]</div>", "", true, false, false},
    {"cardpane", "<div>", "</div>", "", true, false, true},
    {"details", "<details><summary>~{summary|0|=Details}~</summary>", "</details>",
	"", true, false, false},
    {"figure",
	"<figure>[<a href=\"{link}\">]<img src=\"{src|0}\" alt=\"{alt}\"></a>"
	"<figcaption>[<p><b>~{title}~</b></p>][<p>~{caption}~][ "
	"<a href=\"{attrlink}\">][~{attr}~]</a></figcaption></figure>",
	"", "", true, false, false},
    {"gist", "<a href=\"https://gist.github.com/{0}[/{1}]\">gist {0}[/{1}]</a>", "",
	"", false, false, false},
    {"highlight", "{0|lang}", "", "", true, true, false},
    {"iframe", "<a href=\"{src|0}\">{title|src|0}</a>", "", "", false, false,
	false},
    {"imgproc", "<figure><img src=\"{0}\"><figcaption>", "</figcaption></figure>",
	"", true, false, false},
    {"instagram",
	"<a href=\"https://www.instagram.com/p/{0|id}/\">Instagram post</a>", "",
	"", false, false, false},
    {"pageinfo", "<blockquote>", "</blockquote>", "", true, false, false},
    {"param", "<cnai-shortcode>{0}</cnai-shortcode>", "", "{$0|0}", false, false,
	false},
    {"readfile", "<a href=\"{file|0}\">{file|0}</a>", "", "{file|0}", false, false,
	false},
    {"ref", "{0|path}", "", "{0|path}", false, false, false},
    {"relref", "{0|path}", "", "{0|path}", false, false, false},
    {"tab", CARD("header|name|0"), "</div>", "", true, false, false},
    {"tabpane", "<div>", "</div>", "", true, false, true},
    {"tabs", "<div>", "</div>", "", true, false, true},
    {"tweet", "<a href=\"https://x.com/{user}/status/{id|0}\">post of {user}</a>",
	"", "", false, false, false},
    {"vimeo", "<a href=\"https://vimeo.com/{0|id}\">{title|=Vimeo video}</a>", "",
	"", false, false, false},
    {"x", "<a href=\"https://x.com/{user}/status/{id}\">post of {user}</a>", "", "",
	false, false, false},
    {"youtube",
	"<a href=\"https://www.youtube.com/watch?v={0|id}\">"
	"{title|=YouTube video}</a>",
	"", "", false, false, false},
};

const struct shortcode_meaning *
shortcode_meaning_find(struct str name)
{
	for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); i++)
		if (str_equal(name, str_of(meanings[i].name)))
			return &meanings[i];
	return NULL;
}
