using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Trading.Core.Learning.Base;
using Trading.Core.Learning.Trees;
using Trading.Core.Orders;

namespace Trading.Core.Learning;

/// <summary>What a night learns: the trees and the base forecast. Both are uncalibrated. Safe for concurrent use.</summary>
/// <param name="Trees">A feature row in, a score in log-odds out.</param>
/// <param name="Base">What is said without looking at the chart's direction.</param>
public sealed record LearnedModel(TreeEnsemble Trees, BaseForecast Base)
{
    private const string TreesFile = "trees.bin";
    private const string ProfileFile = "volatility-profile.bin";

    // A zip stores a time for each file; the earliest that it can, so that equal models are equal bytes.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The model as a zip file; equal models give equal bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, TreesFile, TreeEnsembleFile.Write(Trees));
            var profile = MemoryMarshal.AsBytes(Base.VolatilityProfile.ToArray().AsSpan()).ToArray();
            Add(zip, ProfileFile, [.. profile, .. SHA256.HashData(profile)]);
        }
        return bytes.ToArray();
    }

    /// <summary>Reads a model's bytes.</summary>
    /// <param name="bytes">The zip file.</param>
    /// <param name="plan">The trade that it forecasts.</param>
    /// <exception cref="FormatException">The bytes are damaged, or are not a model of this program.</exception>
    public static LearnedModel FromBytes(ReadOnlyMemory<byte> bytes, TradePlan plan)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false), ZipArchiveMode.Read);
            var profile = MemoryMarshal.Cast<byte, double>(Checked(Read(zip, ProfileFile))).ToArray();
            return new LearnedModel(TreeEnsembleFile.Read(Read(zip, TreesFile)), new BaseForecast(plan, profile));
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or IOException or FormatException)
        {
            throw new FormatException($"The bytes are not a model of this program: {e.Message}", e);
        }
    }

    // Reading a zip does not check its checksums; the trees carry one of their own.
    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> file)
    {
        if (file.Length <= SHA256.HashSizeInBytes) throw new FormatException($"its {ProfileFile} is cut.");
        var content = file[..^SHA256.HashSizeInBytes];
        return SHA256.HashData(content).AsSpan().SequenceEqual(file[content.Length..])
            ? content
            : throw new FormatException($"its {ProfileFile} does not fit its checksum.");
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = NoTime;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name) ?? throw new FormatException($"it has no {name}.");
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
