// Runs the agent twice, as a program would: once well, once with a key that the server is told to refuse.
import { EXAMPLE_INPUT, KeelsonProblem, runTriage } from "./client.mjs";

const options = { baseUrl: process.argv[2] + "/", apiKey: process.env.KEELSON_API_KEY };
const run = await runTriage(EXAMPLE_INPUT, options);
try {
  await runTriage(EXAMPLE_INPUT, { ...options, idempotencyKey: "refuse" });
} catch (problem) {
  if (!(problem instanceof KeelsonProblem)) {
    throw problem;
  }
  console.log(JSON.stringify({
    input: EXAMPLE_INPUT, output: run.output, cost: run.costNanoUsd, version: run.version,
    code: problem.code, status: problem.status, pointer: problem.violations[0].pointer, execution: problem.executionId,
  }));
}
