"""Submissions and deliveries in the admin: what was sent and what came, as it was."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from remixes.actions import remixes
from remixes.admin.evidence import NOTHING, Evidence, EvidenceInline, block, pretty
from remixes.models import Cover, Delivery, Submission


class DeliveryInline(EvidenceInline):
    model = Delivery
    fields = ("kind", "reading", "seen", "received_at", "last_received_at", "note")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        rows: QuerySet[Delivery] = super().get_queryset(request)
        return rows.defer("body")


class CoverInline(EvidenceInline):
    """Without its links: a signed one lets anybody fetch the picture."""

    model = Cover
    show_change_link = False
    fields = ("extension", "size", "saved_at", "tries", "problem", "next_action_at")


@admin.register(Submission)
class SubmissionAdmin(Evidence):
    list_display = (
        "__str__",
        "service",
        "created_at",
        "http_status",
        "task_id",
        "task_status",
        "credit_estimate",
        "eta_s",
        "ask_count",
        "closed_as",
        "next_action_at",
    )
    list_filter = (
        "closed_as",
        "service",
        "http_status",
        ("unclear_at", admin.EmptyFieldListFilter),
    )
    search_fields = ("task_id", "remix__id", "problem")
    search_help_text = "The service's task id, our remix id, or words of the problem."
    inlines = (CoverInline, DeliveryInline)
    fieldsets = (
        (None, {"fields": (("remix", "service", "number"), ("created_at", "deadline_at"))}),
        ("Sent", {"fields": ("pretty_request",)}),
        (
            "What came back",
            {
                "fields": (
                    ("http_status", "replied_at", "unclear_at"),
                    "masked_problem",
                    "pretty_reply",
                    ("task_id", "expected", "eta_s", "credit_estimate"),
                    ("conversion_ids", "capabilities"),
                )
            },
        ),
        (
            "What asking told",
            {
                "fields": (
                    ("asked_at", "ask_count", "absence_reads"),
                    "masked_ask_problem",
                    ("task_status", "progress", "stage"),
                    ("progress_from", "progress_since", "missing_since"),
                    ("failed_at", "finished_at"),
                    "masked_failure_details",
                    "pretty_plan",
                )
            },
        ),
        ("Now", {"fields": (("slot_until", "next_action_at"), ("closed_at", "closed_as"))}),
    )
    readonly_fields = (
        "pretty_request",
        "pretty_reply",
        "pretty_plan",
        "masked_problem",
        "masked_ask_problem",
        "masked_failure_details",
    )

    @admin.display(description="request")
    def pretty_request(self, submission: Submission) -> str:
        return pretty(submission.request)

    @admin.display(description="reply")
    def pretty_reply(self, submission: Submission) -> str:
        return pretty(submission.reply)

    @admin.display(description="plan")
    def pretty_plan(self, submission: Submission) -> str:
        return pretty(submission.plan)

    @admin.display(description="problem")
    def masked_problem(self, submission: Submission) -> str:
        return block(submission.problem) if submission.problem else NOTHING

    @admin.display(description="failure details")
    def masked_failure_details(self, submission: Submission) -> str:
        return block(submission.failure_details) if submission.failure_details else NOTHING

    @admin.display(description="problem")
    def masked_ask_problem(self, submission: Submission) -> str:
        return block(submission.ask_problem) if submission.ask_problem else NOTHING


@admin.register(Delivery)
class DeliveryAdmin(Evidence):
    list_display = ("__str__", "submission", "kind", "reading", "seen", "received_at", "note")
    list_select_related = ("submission",)
    list_filter = ("reading", "kind")
    search_fields = ("submission__task_id", "submission__remix__id", "body_sha256")
    search_help_text = "The service's task id, our remix id, or the SHA-256 of the body."
    fields = (
        ("submission", "kind", "reading"),
        ("received_at", "last_received_at", "seen"),
        ("content_type", "body_sha256"),
        "note",
        "pretty_body",
    )
    readonly_fields = ("pretty_body",)
    actions = ("apply_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        match = request.resolver_match
        is_list = match is not None and str(match.url_name).endswith("changelist")
        rows: QuerySet[Delivery] = super().get_queryset(request)
        return rows.defer("body") if is_list and request.method == "GET" else rows

    @admin.display(description="body")
    def pretty_body(self, delivery: Delivery) -> str:
        return pretty(delivery.text)

    @admin.action(description="Apply again: read the body once more")
    def apply_again(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        rows = queryset.select_related("submission")
        self.ask_each(request, rows, remixes.apply_again, "Applied again")
