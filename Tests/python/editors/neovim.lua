-- What the test does in Neovim: opens the query, waits for findings, uses each feature, writes what came of it.
local uri_text = vim.api.nvim_buf_get_lines
local out = {}
local buffer = vim.api.nvim_get_current_buf()

local function text()
    return table.concat(uri_text(buffer, 0, -1, false), "\n")
end

local function ask(method, line, character, more)
    local params = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
    if line then
        params.position = { line = line, character = character }
    end
    for key, value in pairs(more or {}) do
        params[key] = value
    end
    local answers = assert(vim.lsp.buf_request_sync(buffer, method, params, 10000), method)
    for _, answer in pairs(answers) do
        assert(not answer.err, vim.inspect(answer.err))
        return answer.result
    end
end

local function wait(test)
    assert(vim.wait(20000, test, 20), "nothing came")
end

-- The set-up that users copy.
vim.g.tally_program = os.getenv("TALLY")
vim.g.tally_data = { os.getenv("TALLY_TEST_DATA") }
vim.cmd("luafile " .. os.getenv("TALLY_TEST_EDITORS") .. "/neovim/tally.lua")
vim.cmd("set runtimepath^=" .. os.getenv("TALLY_TEST_EDITORS") .. "/vim | filetype plugin on | edit!")
assert(vim.bo.filetype == "tally")
wait(function()
    return #vim.lsp.get_active_clients() > 0
end)
local client = vim.lsp.get_active_clients()[1].id
wait(function()
    return #vim.diagnostic.get(buffer) > 0
end)
out.findings = vim.tbl_map(function(one)
    return one.code or one.user_data.lsp.code
end, vim.diagnostic.get(buffer))

-- The fix of the finding.
local found = vim.diagnostic.get(buffer)[1]
local place = {
    start = { line = found.lnum, character = found.col }, ["end"] = { line = found.end_lnum, character = found.end_col },
}
local actions = ask("textDocument/codeAction", nil, nil, { range = place, context = { diagnostics = {} } })
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
out.fixed = text()
wait(function()
    return #vim.diagnostic.get(buffer) == 0
end)

local items = ask("textDocument/completion", 2, 17).items
out.completion = { items[1].label, items[1].detail }
out.hover = ask("textDocument/hover", 2, 8).contents.value

vim.api.nvim_win_set_cursor(0, { 3, 44 })
vim.lsp.buf.rename("sluggish")
wait(function()
    return text():find("sluggish")
end)
out.renamed = text()

vim.lsp.buf.formatting_sync({}, 10000)
out.formatted = text()

local lens = ask("textDocument/codeLens")[1]
local result = ask("workspace/executeCommand", nil, nil, lens.command)
out.rows = result.rows

local file = assert(io.open(os.getenv("TALLY_TEST_OUT"), "w"))
file:write(vim.fn.json_encode(out))
file:close()
vim.lsp.stop_client(client)
wait(function()
    return vim.lsp.client_is_stopped(client)
end)
vim.cmd("qall!")
