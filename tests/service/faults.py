"""Everything a service can do wrong, by name; each name is one scripted Reply."""

from __future__ import annotations

from enum import Enum

from tests.service.ledger import Task
from tests.service.reply import How, Reads, Reply

HTML = "<!doctype html><html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"
_JSON = {"Content-Type": "application/json"}
_PAGE = {"Content-Type": "text/html; charset=utf-8"}
_VALIDATION = [{"loc": ["body", "prompt"], "msg": "field required", "type": "value_error.missing"}]
_NO_FUNDS = {"message": "Insufficient credits", "required_credits": 2.5, "available_credits": 1}
_NUMBERED_IDS = ("conversion_id_1", "conversion_id_2")


def _first_id(task: Task) -> str:
    return task.conversions[0].id


def _too_many(retry_after: str) -> Reply:
    return Reply(429, {"message": "Too many requests"}, headers={"Retry-After": retry_after})


class Fault(Enum):
    """Answers to a submit. *_AFTER_ACCEPT and *_BEFORE_ACCEPT say whether a task exists then."""

    ONE_ID = Reply(patch={"conversion_id": _first_id, "eta": -1}, drop=_NUMBERED_IDS)
    ONE_SONG = Reply(patch={"conversion_id_2": "single_song_generation_request"}, songs=1)
    SLOW = Reply(wait_s=0.5)
    WEBHOOKS_FIRST = Reply(webhooks_first=True)
    FLAGGED = Reply(patch={"is_flagged": True, "reason": "Under review"})

    DROP_BEFORE_ACCEPT = Reply(how=How.CLOSE, accepts=False)
    DROP_AFTER_ACCEPT = Reply(how=How.CLOSE)
    RESET_BEFORE_ACCEPT = Reply(how=How.RESET, accepts=False)
    RESET_AFTER_ACCEPT = Reply(how=How.RESET)
    RESET_WHILE_SENDING = Reply(how=How.RESET, reads=Reads.SOME)
    CLOSE_WHILE_SENDING = Reply(how=How.CLOSE, reads=Reads.SOME)
    SILENT_BEFORE_ACCEPT = Reply(how=How.SILENT, accepts=False)
    SILENT_AFTER_ACCEPT = Reply(how=How.SILENT)
    DRIP_AFTER_ACCEPT = Reply(how=How.DRIP)
    ENDLESS_AFTER_ACCEPT = Reply(how=How.ENDLESS)
    GARBAGE_AFTER_ACCEPT = Reply(how=How.GARBAGE)
    CUT_AFTER_ACCEPT = Reply(how=How.CUT)

    ERROR_BEFORE_ACCEPT = Reply(500, {"message": "Unexpected error"}, accepts=False)
    ERROR_AFTER_ACCEPT = Reply(500, {"message": "Unexpected error"}, accepts=True)
    GATEWAY_AFTER_ACCEPT = Reply(502, HTML, headers=_PAGE, accepts=True)
    TIMEOUT_408_AFTER_ACCEPT = Reply(408, {"message": "Request timeout"}, accepts=True)
    REDIRECT_AFTER_ACCEPT = Reply(302, "", headers={"Location": "/elsewhere"}, accepts=True)
    HTML_200_AFTER_ACCEPT = Reply(200, HTML, headers=_PAGE)
    CUT_JSON_AFTER_ACCEPT = Reply(200, '{"success": true, "task_id": "6d1', headers=_JSON)
    NO_TASK_ID_AFTER_ACCEPT = Reply(drop=("task_id",))
    NULL_AFTER_ACCEPT = Reply(200, "null", headers=_JSON)
    EMPTY_AFTER_ACCEPT = Reply(200, "")

    NOT_SUCCESSFUL = Reply(200, {"success": False, "message": "Prompt is required."}, accepts=False)
    FLAGGED_REFUSED = Reply(
        200, {"success": True, "is_flagged": True, "reason": "Names an artist"}, accepts=False
    )
    BAD_REQUEST_400 = Reply(400, {"error": "Malformed request"})
    BAD_KEY_401 = Reply(401, {"message": "Invalid API key"})
    NO_FUNDS_402 = Reply(402, _NO_FUNDS)
    FORBIDDEN_403 = Reply(403, {"detail": "Not authorised"})
    NOT_FOUND_404 = Reply(404, "<html><head><title>Not Found</title></head></html>", headers=_PAGE)
    CONFLICT_409 = Reply(409, {"error": "Conflict"})
    TOO_LARGE_413 = Reply(413, "<html><h1>413 Request Entity Too Large</h1></html>", headers=_PAGE)
    TYPE_415 = Reply(415, "Unsupported media type", headers={"Content-Type": "text/plain"})
    INVALID_422 = Reply(422, {"detail": _VALIDATION})
    INVALID_422_TEXT = Reply(422, {"detail": "prompt must be provided"})
    TEAPOT_418 = Reply(418, "")
    # A server that says no without reading the upload, and hangs up or does not.
    EARLY_413 = Reply(413, {"message": "Too large"}, reads=Reads.NONE)
    EARLY_413_LINGERING = Reply(413, {"message": "Too large"}, reads=Reads.NONE, lingers=True)
    CUT_422 = Reply(422, {"message": "x" * 500}, how=How.CUT)

    TOO_MANY_429 = Reply(429, {"message": "Too many requests"})
    TOO_MANY_429_SECONDS = _too_many("7")
    TOO_MANY_429_DATE = _too_many("Wed, 21 Oct 2037 07:28:00 GMT")
    TOO_MANY_429_PAST = _too_many("Wed, 21 Oct 2015 07:28:00 GMT")
    TOO_MANY_429_NEGATIVE = _too_many("-5")
    TOO_MANY_429_ABSURD = _too_many("99999999999999999999")
    TOO_MANY_429_NONSENSE = _too_many("in a while")


class AskFault(Enum):
    """Answers to byId, byUser and cancel."""

    ERROR_500 = Reply(500, {"message": "Unexpected error"})
    GATEWAY_502 = Reply(502, HTML, headers=_PAGE)
    HTML_200 = Reply(200, HTML, headers=_PAGE)
    CUT_JSON = Reply(200, '{"success": true, "conversion": {"task_id": "6d1', headers=_JSON)
    TOO_MANY_429 = Reply(429, {"message": "Too many requests"}, headers={"Retry-After": "3"})
    NOT_FOUND_404 = Reply(404, {"message": "Not found"})
    NOT_SUCCESSFUL = Reply(200, {"success": False, "message": "Conversion not found"})
    REDIRECT = Reply(302, "", headers={"Location": "/elsewhere"})
    DROP = Reply(how=How.CLOSE)
    RESET = Reply(how=How.RESET)
    SILENT = Reply(how=How.SILENT)
    DRIP = Reply(how=How.DRIP)
    ENDLESS = Reply(how=How.ENDLESS)
    CUT = Reply(how=How.CUT)


class FileFault(Enum):
    """Answers to the download of a result file."""

    NOT_FOUND_404 = Reply(404, "not yet", headers={"Content-Type": "text/plain"})
    EXPIRED_403 = Reply(
        403,
        "<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
        headers={"Content-Type": "application/xml"},
    )
    ERROR_500 = Reply(500, HTML, headers=_PAGE)
    HTML_200 = Reply(200, HTML, headers=_PAGE)
    EMPTY = Reply(200, b"", headers={"Content-Type": "audio/mpeg"})
    CUT = Reply(how=How.CUT)
    HALF = Reply(patch={"part": 0.5})  # a whole answer with half of the file
    WRONG_LENGTH = Reply(patch={"length": 0.5})  # announces half, sends all
    SLOW = Reply(wait_s=0.5)
    DRIP = Reply(how=How.DRIP)
    ENDLESS = Reply(how=How.ENDLESS)
    RESET = Reply(how=How.RESET)
    REDIRECT_INWARD = Reply(
        302, "", headers={"Location": "http://169.254.169.254/latest/meta-data/"}
    )
    REDIRECT_TO_LOOPBACK = Reply(302, "", headers={"Location": "http://127.0.0.1:1/"})
