using CsCheck;
using Trading.Core.Learning;
using Trading.Core.Learning.Base;
using Trading.Tests.Core.Learning.Trees;

namespace Trading.Tests.Core.Learning;

public sealed class LearnedModelTests
{
    private static readonly Gen<LearnedModel> Models = Gen.Select(
        AnyTrees.Trained, Gen.Double[0.1, 3].Array[BaseForecast.HalfHours],
        (trained, profile) => new LearnedModel(trained.Ensemble, new BaseForecast(Days.Rules, profile)));

    [Fact]
    public void What_is_read_is_what_was_written() => Models.Sample(model =>
    {
        var bytes = model.ToBytes();
        var read = LearnedModel.FromBytes(bytes, Days.Rules);
        Assert.Equal(model.Base.VolatilityProfile, read.Base.VolatilityProfile);
        Assert.Equal(model.Trees.Trees, read.Trees.Trees);
        Assert.Equal(bytes, read.ToBytes());
    }, iter: 100);

    [Fact]
    public void One_flipped_bit_is_never_read_as_another_model() => Models.Sample(model =>
    {
        var bytes = model.ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            var damaged = bytes.ToArray();
            damaged[at] ^= (byte)(1 << (at % 8));
            try
            {
                // What a zip says beside its content, such as a file's time, may change without harm.
                Assert.Equal(bytes, LearnedModel.FromBytes(damaged, Days.Rules).ToBytes());
            }
            catch (FormatException)
            {
                // Refused, as it should be.
            }
        }
    }, iter: 5);

    [Fact]
    public void Cut_bytes_are_never_read() => Models.Sample(model =>
    {
        var bytes = model.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<FormatException>(() => LearnedModel.FromBytes(cut, Days.Rules));
        }
    }, iter: 3);
}
