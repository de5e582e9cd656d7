namespace Trading.Core.Evaluation.Sweeps;

/// <summary>
/// List prices of Azure Functions, Flex Consumption, on demand, East US, as published in May 2025
/// (https://azure.microsoft.com/pricing/details/functions/). An estimate: the free grant of each month (100,000 GB-s and 250,000
/// executions) is not taken off, and storage, a few cents, is not in it.
/// </summary>
public static class SweepPrice
{
    private const double DollarsAGigabyteSecond = 0.000026;
    private const double DollarsAnExecution = 0.40 / 1_000_000;

    /// <summary>What some executions cost, US dollars.</summary>
    /// <param name="executions">How many.</param>
    /// <param name="gigabyteSeconds">Their seconds times the memory of their instances, in GB.</param>
    public static double Of(int executions, double gigabyteSeconds) =>
        (gigabyteSeconds * DollarsAGigabyteSecond) + (executions * DollarsAnExecution);
}
