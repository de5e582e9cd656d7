namespace Trading.Tests.Core.Learning;

/// <summary>
/// What the rows of a simulated session share. A row's fate is a Gaussian, the sum of parts that belong to the session, to
/// its half hour, to the symbol, to the symbol's half hour, and to the row alone. Under a Gaussian copula two rows whose
/// Gaussians correlate by r are both profitable more often than independent ones by asin(r) / 2 pi (at a rate of one half),
/// so the parts' shares follow from three measured deviations: 0.20 of a session's profit rate, 0.32 of one symbol's session,
/// 0.28 of a half hour of entries; rows of one symbol and half hour are taken to correlate by 0.95.
/// </summary>
internal sealed class SessionMood(SimulatedChance random)
{
    public const int Symbols = 10;
    public const int Entries = 30;
    private const int HalfHours = 12;

    private const double OfSession = 0.183, OfHalfHour = 0.207, OfSymbol = 0.374, OfSymbolHalfHour = 0.186, OfRow = 0.05;

    // Measured: the logarithm of a session's volatility deviates by 0.25 and carries over to the next session by 0.54.
    private const double LogDeviation = 0.25;
    private const double Carry = 0.54;

    private readonly double[] halfHour = new double[HalfHours];
    private readonly double[] symbol = new double[Symbols];
    private readonly double[] symbolHalfHour = new double[Symbols * HalfHours];
    private readonly double[] signal = new double[Symbols * HalfHours];
    private readonly double[] symbolOffset = new double[Symbols];
    private readonly double[] regime = new double[Symbols];
    private double session;
    private double logVolatility = random.Gauss();

    /// <summary>Measured: the profit rate of entries in each half hour from 9:30 on.</summary>
    public static double[] Rates { get; } = [0.45, 0.46, 0.48, 0.48, 0.47, 0.45, 0.44, 0.45, 0.45, 0.46, 0.43, 0.40];

    /// <summary>Scale of the session's returns, 1 on the average.</summary>
    public double Volatility { get; private set; }

    /// <summary>How far this session's scores stray together, a standard Gaussian.</summary>
    public double Offset { get; private set; }

    /// <summary>Goes on to the next session.</summary>
    public void Next()
    {
        logVolatility = (Carry * logVolatility) + (Math.Sqrt(1 - (Carry * Carry)) * random.Gauss());
        Volatility = Math.Exp((LogDeviation * logVolatility) - (LogDeviation * LogDeviation / 2));
        Offset = random.Gauss();
        session = Math.Sqrt(OfSession) * random.Gauss();
        Fill(halfHour, OfHalfHour);
        Fill(symbol, OfSymbol);
        Fill(symbolHalfHour, OfSymbolHalfHour);
        Fill(signal, 1);
        Fill(symbolOffset, 1);
        for (var i = 0; i < Symbols; i++) regime[i] = random.Uniform();
    }

    /// <summary>A row's fate, uniform from 0 to 1; the better the higher.</summary>
    public double Fate(int ofSymbol, int block) => LogOdds.Normal(
        session + halfHour[block] + symbol[ofSymbol] + symbolHalfHour[(ofSymbol * HalfHours) + block]
        + (Math.Sqrt(OfRow) * random.Gauss()));

    /// <summary>What lasts for a symbol's half hour of what a score may know, a standard Gaussian.</summary>
    public double Signal(int ofSymbol, int block) => signal[(ofSymbol * HalfHours) + block];

    /// <summary>How far a symbol's scores of this session stray together, a standard Gaussian.</summary>
    public double SymbolOffset(int ofSymbol) => symbolOffset[ofSymbol];

    /// <summary>A symbol's visible state in this session, uniform from 0 to 1.</summary>
    public double Regime(int ofSymbol) => regime[ofSymbol];

    private void Fill(double[] values, double variance)
    {
        var deviation = Math.Sqrt(variance);
        for (var i = 0; i < values.Length; i++) values[i] = deviation * random.Gauss();
    }
}
