// Starts the language server; VS Code's own client for servers does the rest.
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = function () {
    const command = workspace.getConfiguration("tally").get("program");
    client = new LanguageClient("tally", "Tally", { command, args: ["lsp"] }, {
        documentSelector: [{ language: "tally" }],
        // The server asks for `tally.data` itself, and is told when it changes.
        synchronize: { configurationSection: "tally" },
    });
    return client.start();
};

exports.deactivate = function () {
    return client && client.stop();
};
