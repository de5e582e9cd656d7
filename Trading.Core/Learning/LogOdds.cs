namespace Trading.Core.Learning;

/// <summary>Probabilities and their natural log-odds.</summary>
public static class LogOdds
{
    /// <summary>The log-odds of a probability between 0 and 1, both excluded.</summary>
    public static double Of(double probability) => Math.Log(probability / (1 - probability));

    /// <summary>The probability of log-odds.</summary>
    public static double ToProbability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
