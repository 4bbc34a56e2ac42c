"""The words of the column status: how firm a value is, or why there is none."""

from __future__ import annotations

from csrdirectives.messages import Message
from csrdirectives.model import Status

STATUSES: dict[str, Status] = {
    "": "reported",
    "reported": "reported",
    "正式": "reported",
    "estimated": "estimated",
    "估计": "estimated",
    "provisional": "provisional",
    "暂定": "provisional",
    "undisclosed": "undisclosed",
    "未披露": "undisclosed",
    "not-collected": "not-collected",
    "未统计": "not-collected",
    "not-applicable": "not-applicable",
    "不适用": "not-applicable",
    "confidential": "confidential",
    "保密": "confidential",
}

KNOWN_STATUSES = Message(
    " ".join(word for word in STATUSES if not word.isascii()),
    " ".join(word for word in STATUSES if word and word.isascii()),
)

STATUS_MEANINGS: dict[Status, str] = {
    "reported": "As reported.",
    "estimated": "An estimate of whoever reports.",
    "provisional": "To be replaced when the final value is known.",
    "derived": "Computed by the indicator's formula; never typed.",
    "undisclosed": "There is none because the report does not tell.",
    "not-collected": "There is none because it was not counted.",
    "not-applicable": "There can be none.",
    "confidential": "There is one, which is not to be published.",
}
"""What each status says of a value."""
