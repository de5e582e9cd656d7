namespace Mutants;

/// <summary>One small change of the code that some test should notice.</summary>
/// <param name="Id">Its number in this build, from 1.</param>
/// <param name="File">The file, from the project's folder.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Kind">What kind of change.</param>
/// <param name="Was">The code as it is.</param>
/// <param name="Is">The code as it is changed.</param>
public sealed record Mutant(int Id, string File, int Line, string Kind, string Was, string Is)
{
    /// <summary>The change, without its number, which differs from build to build.</summary>
    public string Text => $"{File}:{Line} {Kind}: {Was} -> {Is}";
}

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="Outcome">killed, timeout, survived or uncovered.</param>
/// <param name="By">The test that noticed it; empty when none did.</param>
public sealed record Verdict(Mutant Mutant, string Outcome, string By)
{
    /// <summary>Whether a test noticed it.</summary>
    public bool IsKilled => Outcome is "killed" or "timeout";
}
