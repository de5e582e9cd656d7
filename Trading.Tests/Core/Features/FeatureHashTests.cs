using Trading.Cli.Output;
using Trading.Core.Features;

namespace Trading.Tests.Core.Features;

public class FeatureHashTests
{
    // Vectors of the FNV authors (test_fnv.c, fnv1a_64_vector) whose texts are whole groups of four bytes.
    [Theory]
    [InlineData("", 0xcbf29ce484222325UL)]
    [InlineData("foob", 0xdd120e790c2512afUL)]
    public void Hash_is_fnv_1a_of_the_bytes(string text, ulong expected)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);
        var row = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes, 0, row, 0, bytes.Length);

        Assert.Equal(expected, FeatureHash.Of(row));
    }

    [Fact]
    public void A_single_bit_or_another_order_changes_the_hash()
    {
        var row = new[] { 0f, 1f, 2f };
        var hash = FeatureHash.Of(row);

        Assert.Equal(hash, FeatureHash.Of([0f, 1f, 2f]));
        Assert.NotEqual(hash, FeatureHash.Of([-0f, 1f, 2f]));
        Assert.NotEqual(hash, FeatureHash.Of([0f, MathF.BitIncrement(1f), 2f]));
        Assert.NotEqual(hash, FeatureHash.Of([1f, 0f, 2f]));
    }
}
