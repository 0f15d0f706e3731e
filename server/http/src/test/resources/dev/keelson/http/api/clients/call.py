# Runs the agent twice, as a program would: once well, once with a key that the server is told to refuse.
import json
import os
import sys

from client import EXAMPLE_INPUT, KeelsonProblem, run_triage

options = {"base_url": sys.argv[1] + "/", "api_key": os.environ["KEELSON_API_KEY"]}
run = run_triage(EXAMPLE_INPUT, **options)
try:
    run_triage(EXAMPLE_INPUT, idempotency_key="refuse", **options)
except KeelsonProblem as problem:
    print(json.dumps({
        "input": EXAMPLE_INPUT, "output": run.output, "cost": run.cost_nano_usd, "version": run.version,
        "code": problem.code, "status": problem.status, "pointer": problem.violations[0]["pointer"],
        "execution": problem.execution_id,
    }))
