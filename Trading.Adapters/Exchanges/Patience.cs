namespace Trading.Adapters.Exchanges;

/// <summary>How long a program waits for an exchange's answer.</summary>
public enum Patience
{
    /// <summary>As long as trading needs: a question that fails is repeated.</summary>
    Full,

    /// <summary>One attempt a question, for a person who wants to know what fails.</summary>
    OneAttempt,

    /// <summary>A few seconds, for a page that a person waits for.</summary>
    Brief,
}
