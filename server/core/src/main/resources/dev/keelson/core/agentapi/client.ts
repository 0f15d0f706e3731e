// {{title}}
// Client of the {{origin}}.
// Generated from the agent's contract: generate it anew instead of changing it.
// Needs nothing but fetch: Node.js 18 or later, Deno, Bun or a browser.

{{types}}
/** A finished run. */
export interface {{prefix}}Run {
  /** Valid against the agent's output schema. */
  output: {{outputType}};
  executionId: string;
  /** Number of the version that answered. */
  version: number;
  /** Version of the contract that the output keeps. */
  contract: string;
  /** Provider and model that answered. */
  model: string;
  /** In billionths of a US dollar; null when a price is unknown. */
  costNanoUsd: number | null;
  /** Whether this is the stored answer of an earlier call with the same idempotency key. */
  replayed: boolean;
}

/** How to reach the server, and who calls. */
export interface RunOptions {
  /** Such as https://keelson.company.example. */
  baseUrl: string;
  apiKey: string;
  /** The same key with the same input runs once: set it, and a call can be repeated safely. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** Codes of the problems that a run can end with. */
export type ProblemCode =
{{problemCodes}};

/** One place of the input that breaks a rule. */
export interface Violation {
  /** JSON Pointer. */
  pointer: string;
  rule: string;
  message: string;
}

/** A run that gave no output. */
export class KeelsonProblem extends Error {
  /** What to decide by. Newer servers may send codes that are not in the list. */
  readonly code: ProblemCode | "not_a_problem" | (string & {});
  readonly status: number;
  readonly violations: Violation[];
  /** Its trace tells more; null when nothing ran. */
  readonly executionId: string | null;
  /** When trying again can help; null when the server does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(response: Response, problem: Record<string, unknown>) {
    super(typeof problem.detail === "string" ? problem.detail : `status ${response.status}`);
    this.name = "KeelsonProblem";
    this.code = typeof problem.code === "string" ? problem.code : "not_a_problem";
    this.status = response.status;
    this.violations = Array.isArray(problem.violations) ? (problem.violations as Violation[]) : [];
    this.executionId = typeof problem.executionId === "string" ? problem.executionId : null;
    const wait = Number(response.headers.get("Retry-After") ?? "");
    this.retryAfterSeconds = wait > 0 ? wait : null;
  }
}

/** Runs the agent once. Throws {@link KeelsonProblem}, or what fetch throws when the server can't be reached. */
export async function run{{prefix}}(input: {{inputType}}, options: RunOptions): Promise<{{prefix}}Run> {
  const headers: Record<string, string> = {
    Accept: "application/json",
    Authorization: `Bearer ${options.apiKey}`,
    "Content-Type": "application/json",{{contractHeader}}
  };
  if (options.idempotencyKey !== undefined) {
    headers["Idempotency-Key"] = options.idempotencyKey;
  }
  const response = await fetch(options.baseUrl.replace(/\/+$/, "") + {{path}}, {
    method: "POST",
    headers,
    body: JSON.stringify(input),
    signal: options.signal ?? null,
  });
  if (!response.ok) {
    throw new KeelsonProblem(response, await problemOf(response));
  }
  const cost = response.headers.get("Keelson-Cost") ?? "unknown";
  return {
    output: (await response.json()) as {{outputType}},
    executionId: response.headers.get("Keelson-Execution-Id") ?? "",
    version: Number(response.headers.get("Keelson-Version") ?? "0"),
    contract: response.headers.get("Keelson-Contract") ?? "",
    model: response.headers.get("Keelson-Model") ?? "",
    costNanoUsd: cost === "unknown" ? null : Number(cost),
    replayed: response.headers.get("Idempotency-Replayed") === "true",
  };
}

/** Something between caller and server may answer with what is no JSON. */
async function problemOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
{{example}}
