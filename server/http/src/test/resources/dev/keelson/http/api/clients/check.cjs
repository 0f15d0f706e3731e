// Checks the types of client.ts strictly and writes what is left without them to client.mjs.
const fs = require("fs");
const ts = require("./typescript/lib/typescript.js");
const options = {
  strict: true, noEmit: true, noUnusedLocals: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, lib: ["lib.es2022.d.ts", "lib.dom.d.ts"], types: [],
};
const program = ts.createProgram(["client.ts"], options);
const found = ts.getPreEmitDiagnostics(program).map((each) => ts.flattenDiagnosticMessageText(each.messageText, "\n"));
if (found.length > 0) {
  console.log(found.join("\n"));
  process.exit(1);
}
const text = fs.readFileSync("client.ts", "utf8");
fs.writeFileSync("client.mjs", ts.transpileModule(text, { compilerOptions: options }).outputText);
