using Trading.Adapters.StorageFormats;
using Trading.Cli.Output;

namespace Trading.Tests.Adapters.StorageFormats;

public sealed class ModelFilesTests
{
    [Theory]
    [InlineData("20251103T010000Z-3f9a0c52be17")]
    [InlineData("m1")]
    [InlineData("A.b_c-d")]
    public void Letters_digits_dots_hyphens_and_underscores_are_an_id(string id)
    {
        Assert.True(ModelFiles.IsId(id));
        Assert.Equal(id, ModelFiles.RequireId(id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("m1\n")]
    [InlineData(" m1")]
    [InlineData("../m1")]
    [InlineData("m1/x")]
    [InlineData(".aside-1")]
    [InlineData("-m1")]
    [InlineData("é")]
    public void Every_other_text_is_refused(string text)
    {
        Assert.False(ModelFiles.IsId(text));
        Assert.Throws<ArgumentException>(() => ModelFiles.RequireId(text));
    }

    [Fact]
    public void An_id_has_at_most_128_characters()
    {
        Assert.True(ModelFiles.IsId(new string('a', 128)));
        Assert.False(ModelFiles.IsId(new string('a', 129)));
    }
}
