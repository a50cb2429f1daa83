// Loads every element of the product; the first import must stay first, it remembers pages as the server drew them.
import "desk/live-part";
import "desk/theme-switch";
import "desk/time-ago";
import "desk/copy-button";
import "desk/menu-sheet";
import "desk/drop-zone";
import "desk/remix-form";
import "desk/take-player";
import "desk/remix-deck";
import "desk/lyric-timeline";
import "desk/note-form";
import "desk/family-tree";
import "desk/play-bar";
import "desk/page-turn";
