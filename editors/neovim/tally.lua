-- Tally in Neovim, with its own client. Copy this file to ~/.config/nvim/plugin/tally.lua, and the folders of ../vim
-- beside it to ~/.config/nvim. `vim.g.tally_data` names the files that queries read, and `vim.g.tally_program` the program.
local servers = {}

local function start(event)
    local command = { vim.g.tally_program or "tally", "lsp" }
    vim.list_extend(command, vim.g.tally_data or {})
    local file = vim.api.nvim_buf_get_name(event.buf)
    local top = vim.fs and vim.fs.find and vim.fs.find({ ".git" }, { upward = true, path = file })[1]
    local root = top and vim.fn.fnamemodify(top, ":h") or vim.fn.fnamemodify(file, ":p:h")
    if vim.lsp.start then
        -- One server for all scripts of a folder.
        return vim.lsp.start({ name = "tally", cmd = command, root_dir = root }, { bufnr = event.buf })
    end
    -- Neovim 0.7 has no `vim.lsp.start`.
    if not servers[root] or vim.lsp.client_is_stopped(servers[root]) then
        servers[root] = vim.lsp.start_client({ name = "tally", cmd = command, root_dir = root })
    end
    vim.lsp.buf_attach_client(event.buf, servers[root])
end

vim.api.nvim_create_autocmd("FileType", { pattern = "tally", callback = start })

-- The lens `Run` over a query: `:lua vim.lsp.codelens.run()`.
vim.api.nvim_create_autocmd({ "BufEnter", "InsertLeave" }, {
    pattern = "*.tally",
    callback = function()
        if vim.lsp.codelens and #vim.lsp.buf_get_clients(0) > 0 then
            vim.lsp.codelens.refresh()
        end
    end,
})
