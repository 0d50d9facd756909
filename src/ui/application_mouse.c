/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The mouse does what keys do, in the pane that it is over: the wheel moves
 * lines, a click selects or focuses what it is on and gives the pane the keys,
 * and a second one is Enter there.
 */
#include "application_parts.h"
#include "cnai/keymap.h"

enum { WHEEL_LINES = 3 };

/* Where the mouse is: over which view, and which of its cells. */
struct spot {
	struct view *view; /* NULL: over none, but below them or between */
	int row, column;
};

static struct spot
find_spot(const struct application *application)
{
	const int left = application_view_left(application);
	struct spot spot = {0};

	screen_mouse_place(application->screen, &spot.row, &spot.column);
	if (spot.row >= application->view_rows)
		return spot;
	if (spot.column >= left) {
		spot.view = application_top(application);
		spot.column -= left;
	} else if (spot.column + 1 < left) {
		spot.view = application->views[0];
	}
	return spot;
}

static bool
is_beside(const struct spot *spot)
{
	return spot->view && spot->view->kind->is_beside &&
	       spot->view->kind->is_beside(spot->view, spot->column);
}

/* The pane under the mouse moves, also where the other has the keys. */
static void
turn_wheel(struct application *application, enum movement movement)
{
	const struct spot spot = find_spot(application);
	struct view *view = spot.view ? spot.view : application_top(application);

	if (is_beside(&spot))
		view->kind->scroll_beside(
		    view, movement == MOVE_LINE_DOWN ? WHEEL_LINES : -WHEEL_LINES);
	else
		application_carry_out(
		    application, view->kind->move(view, movement, WHEEL_LINES));
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

static bool
point(const struct spot *spot)
{
	return spot->view && spot->view->kind->point &&
	       spot->view->kind->point(spot->view, spot->row, spot->column);
}

/*
 * What is beside the list becomes the view itself. The mouse is then on the
 * same text only if it begins at its top, too.
 */
static void
open_beside(struct application *application)
{
	struct spot spot;

	press_enter(application);
	spot = find_spot(application);
	if (spot.view && spot.view->kind->seen &&
	    !spot.view->kind->seen(spot.view).length)
		point(&spot);
}

/* A line that is being typed keeps its view, but for one that chooses there. */
static bool
can_click(const struct application *application, const struct spot *spot)
{
	if (!spot->view || !application->prompt)
		return spot->view != NULL;
	return application->prompt->arrows_move &&
	       spot->view == application_top(application) && !is_beside(spot);
}

static void
click(struct application *application)
{
	const struct spot spot = find_spot(application);

	application->has_followed = false;
	if (!can_click(application, &spot))
		return;
	if (spot.view != application_top(application))
		application_close_covering(application);
	if (is_beside(&spot)) {
		open_beside(application);
	} else if (spot.view->kind->has_focus_at &&
		   spot.view->kind->has_focus_at(
		       spot.view, spot.row, spot.column)) {
		press_enter(application);
		application->has_followed = true;
	} else {
		point(&spot);
	}
}

/* The first click of the two has been taken; if that was Enter already, the
 * second is for what is not there any more. */
static void
double_click(struct application *application)
{
	const struct spot spot = find_spot(application);

	if (!application->has_followed && can_click(application, &spot) &&
	    spot.view == application_top(application) && point(&spot))
		press_enter(application);
	application->has_followed = false;
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
		click(application);
		return true;
	case KEY_CODE_DOUBLE_CLICK:
		double_click(application);
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
