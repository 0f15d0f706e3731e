# {{title}}
# Client of the {{origin}}.
# Generated from the agent's contract: generate it anew instead of changing it.
# Needs Python 3.11 or later and nothing else.
from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

PATH = {{path}}

{{types}}
ProblemCode: TypeAlias = Literal[
{{problemCodes}}
]


class Violation(TypedDict):
    """One place of the input that breaks a rule; pointer is a JSON Pointer."""

    pointer: str
    rule: str
    message: str


class KeelsonProblem(Exception):
    """A run that gave no output. Decide by code: one of ProblemCode, or a newer one."""

    def __init__(self, status: int, problem: dict[str, Any], retry_after_seconds: int | None) -> None:
        super().__init__(str(problem.get("detail", f"status {status}")))
        self.code: ProblemCode | str = problem.get("code", "not_a_problem")
        self.status = status
        self.violations: list[Violation] = problem.get("violations", [])
        # Its trace tells more; None when nothing ran.
        self.execution_id: str | None = problem.get("executionId")
        # When trying again can help; None when the server does not say.
        self.retry_after_seconds = retry_after_seconds


@dataclass(frozen=True)
class {{prefix}}Run:
    """A finished run: the output is valid against the agent's output schema."""

    output: {{outputType}}
    execution_id: str
    version: int
    contract: str
    model: str
    # In billionths of a US dollar; None when a price is unknown.
    cost_nano_usd: int | None
    # Whether this is the stored answer of an earlier call with the same idempotency key.
    replayed: bool


def run_{{function}}(
    input: {{inputType}},
    *,
    base_url: str,
    api_key: str,
    idempotency_key: str | None = None,
    timeout: float = {{timeout}},
) -> {{prefix}}Run:
    """Runs the agent once. Raises KeelsonProblem, or urllib.error.URLError when the server can't be reached.

    With an idempotency_key a call can be repeated safely: the same key with the same input runs once.
    """
    headers = {
        "Accept": "application/json",
        "Authorization": f"Bearer {api_key}",
        "Content-Type": "application/json",{{contractHeader}}
    }
    if idempotency_key is not None:
        headers["Idempotency-Key"] = idempotency_key
    body = json.dumps(input).encode("utf-8")
    request = urllib.request.Request(base_url.rstrip("/") + PATH, data=body, headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return _run(json.load(response), response.headers)
    except urllib.error.HTTPError as failure:
        with failure:
            raise _problem(failure) from None


def _run(output: {{outputType}}, headers: http.client.HTTPMessage) -> {{prefix}}Run:
    cost = headers.get("Keelson-Cost", "unknown")
    return {{prefix}}Run(
        output=output,
        execution_id=headers.get("Keelson-Execution-Id", ""),
        version=int(headers.get("Keelson-Version", "0")),
        contract=headers.get("Keelson-Contract", ""),
        model=headers.get("Keelson-Model", ""),
        cost_nano_usd=None if cost == "unknown" else int(cost),
        replayed=headers.get("Idempotency-Replayed") == "true",
    )


def _problem(failure: urllib.error.HTTPError) -> KeelsonProblem:
    wait = failure.headers.get("Retry-After", "")
    retry_after_seconds = int(wait) if wait.isdigit() else None
    try:
        problem = json.load(failure)
    except ValueError:  # Something between caller and server may answer with what is no JSON.
        problem = {}
    return KeelsonProblem(failure.code, problem if isinstance(problem, dict) else {}, retry_after_seconds)
{{example}}
