;;; tally-mode.el --- scripts of Tally, with eglot.  -*- lexical-binding: t -*-

;; Put this folder into `load-path' and (require 'tally-mode) into your init file; `M-x eglot' in a script starts the
;; language server.  `tally-data' names the files that queries read.

;;; Code:

(require 'tally-font-lock)

(defgroup tally nil "Scripts of Tally." :group 'languages)

(defcustom tally-program "tally" "The program." :type 'string :group 'tally)

(defcustom tally-data nil "The files that queries read by default, as paths; of the folder of a project best in .dir-locals.el."
  :type '(repeat string) :group 'tally :safe #'listp)

(defface tally-keyword '((t :inherit font-lock-keyword-face)) "Words of clauses and statements." :group 'tally)
(defface tally-operator '((t :inherit font-lock-keyword-face)) "Signs and words that join values." :group 'tally)
(defface tally-measure '((t :inherit font-lock-builtin-face)) "Words of measures." :group 'tally)
(defface tally-function '((t :inherit font-lock-function-name-face)) "Functions." :group 'tally)
(defface tally-constant '((t :inherit font-lock-constant-face)) "Periods, options and fixed values." :group 'tally)
(defface tally-number '((t :inherit font-lock-constant-face)) "Numbers, durations and percentages." :group 'tally)
(defface tally-name '((t :inherit font-lock-variable-name-face)) "Names that would be words elsewhere." :group 'tally)

(defvar tally-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?- ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?' "\"" table)
    (modify-syntax-entry ?` "\"" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?\\ "." table)
    (dolist (sign '(?% ?| ?+ ?* ?/ ?< ?> ?= ?~ ?! ?&)) (modify-syntax-entry sign "." table))
    table)
  "Texts, names in back-quotes and comments.")

(defun tally-syntactic-face (state)
  "The face of a text, of a name in back-quotes or of a comment, by the STATE in front of it."
  (cond ((nth 4 state) 'font-lock-comment-face)
        ((eq (nth 3 state) ?`) 'tally-name)
        (t 'font-lock-string-face)))

;;;###autoload
(define-derived-mode tally-mode prog-mode "Tally"
  "Major mode for the query scripts of Tally."
  (setq-local comment-start "-- " comment-end "")
  (setq-local indent-tabs-mode nil)
  (setq-local compile-command
              (concat tally-program " check " (and buffer-file-name (shell-quote-argument buffer-file-name))))
  (setq-local font-lock-defaults
              '(tally-font-lock-keywords nil t nil (font-lock-syntactic-face-function . tally-syntactic-face))))

(defun tally-server (&rest _)
  "The command of the language server."
  (append (list tally-program "lsp") tally-data))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(tally-mode . tally-server)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.tally\\'" . tally-mode))

(provide 'tally-mode)
;;; tally-mode.el ends here
