using System.Text.RegularExpressions;

namespace Trading.Core.Universe;

/// <summary>
/// Recognises leveraged and inverse funds and notes: by the exchange's name of a product, and, where bars come without names, by
/// the tickers of those that are traded most.
/// </summary>
public static partial class LeveragedProducts
{
    private static readonly HashSet<string> Known = new(
        ("AAPD AAPU AGQ AMDL AMZD AMZU BITI BITU BITX BNKD BNKU BOIL BRZU CONL CURE CWEB DDM DFEN DIG DOG DPST DRIP "
        + "DRN DRV DUG DUST DXD EDC EDZ EFZ ERX ERY ETHD ETHU EUM EURL FAS FAZ FNGD FNGU GDXD GDXU GGLL GGLS GLL GUSH "
        + "HIBL HIBS INDL JDST JNUG KOLD KORU LABD LABU METD METU MIDU MSFD MSFU MSFX MSOX MSTU MSTX MSTZ MVV MYY NAIL "
        + "NUGT NVD NVDD NVDL NVDU NVDX PILL PLTD PLTU PSQ QID QLD REW RETL ROM RWM RXL SBIT SCC SCO SDD SDOW SDS SH "
        + "SJB SMDD SMN SOXL SOXS SPDN SPUU SPXL SPXS SPXU SQQQ SRS SRTY SSG SSO SVIX SVXY TARK TBF TBT TBX TECL TECS "
        + "TMF TMV TNA TPOR TQQQ TSDD TSL TSLL TSLQ TSLS TSLT TSLZ TTT TWM TYD TYO TZA UBOT UBR UBT UCC UCO UCYB UDOW "
        + "UGL UMDD UPRO UPW URE URTY USD UST UTSL UVIX UVXY UWM UXI UYG UYM VIXM VIXY WANT WEBL WEBS XPP YANG YINN YCL "
        + "YCS ZSL").Split(' '), StringComparer.Ordinal);

    /// <summary>Whether a ticker is among those that are known to be leveraged or inverse.</summary>
    public static bool Contains(string symbol) => Known.Contains(symbol);

    /// <summary>Whether a product is leveraged or inverse, by its ticker or by the exchange's name of it.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="name">The exchange's name, such as <c>Direxion Daily Technology Bull 3X Shares</c>; may be empty.</param>
    public static bool Contains(string symbol, string name) => Contains(symbol) || Name().IsMatch(name);

    [GeneratedRegex(
        @"\b[1-4](\.[0-9]+)?X\b|\b-1X\b|\bULTRA(PRO)?\s?(SHORT)?\s?(S&P|QQQ|DOW|RUSSELL|SEMI|VIX|BLOOMBERG|"
        + @"MSCI|FTSE|NASDAQ|20\+|7-10|"
        + @"FINANC|TECH|OIL|GAS|GOLD|SILVER|ENERGY|REAL|HEALTH|UTIL|MATER|INDUS|CONSUM|MID|SMALL|EURO|YEN|BIT|ETHER|CLOUD)|"
        + @"\bULTRAPRO\b|\bULTRASHORT\b|\bINVERSE\b|\bLEVERAGED\b|\bPROSHARES (TRUST )?(SHORT|ULTRA)\b|"
        + @"\bDAILY\b.*\b(BULL|BEAR)\b|\b(BULL|BEAR)\b.*\b[1-4]X\b",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
