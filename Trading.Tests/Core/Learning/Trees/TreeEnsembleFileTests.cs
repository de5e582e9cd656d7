using System.Security.Cryptography;
using CsCheck;
using Trading.Core.Learning.Trees;

namespace Trading.Tests.Core.Learning.Trees;

public sealed class TreeEnsembleFileTests
{
    private static readonly byte[] Small = TreeEnsembleFile.Write(TreeEnsemble.Of(
        3, [new TreeSplit(2, 0.5f, new TreeLeaf(-0.25, 7), new TreeLeaf(0.1, 12)), new TreeLeaf(0.01, 19)]));

    [Fact]
    public void What_is_read_is_what_was_written() => AnyTrees.Trained.Sample(trained =>
    {
        var bytes = TreeEnsembleFile.Write(trained.Ensemble);
        var read = TreeEnsembleFile.Read(bytes);
        Assert.Equal(trained.Ensemble.Columns, read.Columns);
        Assert.Equal(trained.Ensemble.Trees, read.Trees);
        Assert.Equal(trained.Ensemble.Expected, read.Expected);
        Assert.Equal(bytes, TreeEnsembleFile.Write(read));
    }, iter: 100);

    /// <summary>The layout of the class comment, put together by hand.</summary>
    [Fact]
    public void The_bytes_are_those_of_the_documented_layout()
    {
        byte[] body =
        [
            (byte)'T', (byte)'R', (byte)'E', (byte)'E', 1, 2, 0, 1, 0, 0, 0, // one tree over two columns
            1, 0, 0, 0, 0xC0, 0x3F, // column 1, threshold 1.5
            0xFF, 0xFF, 0, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, // half a logit, nine rows
            0xFF, 0xFF, 0, 0, 0, 0, 0xF0, 0xFF, 0xFF, 0xFF, 0, 1, 0, 0, // minus one logit, 256 rows
        ];
        var ensemble = TreeEnsemble.Of(2, [new TreeSplit(1, 1.5f, new TreeLeaf(0.5, 9), new TreeLeaf(-1, 256))]);
        Assert.Equal([.. body, .. SHA256.HashData(body)], TreeEnsembleFile.Write(ensemble));
    }

    [Fact]
    public void One_flipped_bit_is_never_read()
    {
        for (var bit = 0; bit < Small.Length * 8; bit++)
        {
            var damaged = Small.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<FormatException>(() => TreeEnsembleFile.Read(damaged));
        }
    }

    [Fact]
    public void Cut_or_longer_bytes_are_never_read()
    {
        for (var length = 0; length < Small.Length; length++)
        {
            var cut = Small[..length];
            Assert.Throws<FormatException>(() => TreeEnsembleFile.Read(cut));
        }
        Assert.Throws<FormatException>(() => TreeEnsembleFile.Read([.. Small, 0]));
    }

    /// <summary>A right checksum over wrong content: what a program with an error would write.</summary>
    [Fact]
    public void Content_that_is_no_ensemble_is_refused_though_its_checksum_fits() => Gen.Select(
        Gen.Int[4, Small.Length - 33], Gen.Byte, Gen.Int[5, Small.Length - 32]).Sample((place, value, length) =>
    {
        var body = Small[..length];
        if (place < length) body[place] = value;
        try
        {
            var read = TreeEnsembleFile.Read([.. body, .. SHA256.HashData(body)]);
            Assert.True(double.IsFinite(read.Score(new float[read.Columns])));
        }
        catch (FormatException e)
        {
            Assert.StartsWith("The ", e.Message, StringComparison.Ordinal);
        }
    }, iter: 2_000);

    [Theory]
    [InlineData(new byte[] { }, "are not a tree ensemble")]
    [InlineData(new byte[] { 80, 75, 3, 4 }, "are not a tree ensemble")]
    [InlineData(new byte[] { 84, 82, 69, 69, 1 }, "is cut")]
    public void The_message_says_what_is_wrong(byte[] bytes, string expected) => Assert.Contains(
        expected, Assert.Throws<FormatException>(() => TreeEnsembleFile.Read(bytes)).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_version_is_named()
    {
        var body = Small[..^32];
        body[4] = 2;
        var error = Assert.Throws<FormatException>(() => TreeEnsembleFile.Read([.. body, .. SHA256.HashData(body)]));
        Assert.Contains("has format 2; this program reads format 1", error.Message, StringComparison.Ordinal);
    }
}
