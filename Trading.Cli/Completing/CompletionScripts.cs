namespace Trading.Cli.Completing;

/// <summary>A shell that can complete words.</summary>
internal enum Shell
{
    /// <summary>GNU Bash.</summary>
    Bash,

    /// <summary>Z shell.</summary>
    Zsh,

    /// <summary>fish.</summary>
    Fish,

    /// <summary>PowerShell.</summary>
    Pwsh,
}

/// <summary>The scripts. Each asks the program itself with System.CommandLine's directive <c>[suggest:POSITION]</c>, so they need
/// no change when commands or options do.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        # trading: completion for bash. Put this line into ~/.bashrc:
        #   source <(trading completion bash)
        _trading_complete() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}"
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _trading_complete trading

        """;

    private const string Zsh = """
        # trading: completion for zsh. Put this line into ~/.zshrc, after compinit:
        #   source <(trading completion zsh)
        _trading_complete() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a candidates=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            if (( ${#candidates[1]} )); then compadd -- "${candidates[@]}"; else _files; fi
        }
        compdef _trading_complete trading

        """;

    private const string Fish = """
        # trading: completion for fish. Keep it as ~/.config/fish/completions/trading.fish:
        #   trading completion fish > ~/.config/fish/completions/trading.fish
        function __trading_complete
            set -l line (commandline --cut-at-cursor --current-process)
            trading "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete --command trading --arguments '(__trading_complete)'

        """;

    private const string Pwsh = """
        # trading: completion for PowerShell. Put this line into $PROFILE:
        #   trading completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName trading -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = "$commandAst".PadRight($cursorPosition)
            trading "[suggest:$cursorPosition]" $line 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    /// <summary>The script for a shell.</summary>
    public static string Of(Shell shell) => shell switch
    {
        Shell.Bash => Bash,
        Shell.Zsh => Zsh,
        Shell.Fish => Fish,
        Shell.Pwsh => Pwsh,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "A shell without a script."),
    };
}
