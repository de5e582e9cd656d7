using CsCheck;
using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

public sealed class SessionRatioTests
{
    /// <summary>By hand: 4 of 8; residuals 0, 1 and -1, so that the squared error is 2 * 3/2 / 64.</summary>
    [Fact]
    public void The_error_is_that_of_a_sample_of_sessions()
    {
        var ratio = SessionRatio.Of([1, 3, 0], [2, 4, 2])!;

        Assert.Equal((0.5, 3), (ratio.Value, ratio.Sessions));
        Assert.Equal(Math.Sqrt(3.0) / 8, ratio.StandardError!.Value, 12);
    }

    [Fact]
    public void With_sessions_of_one_size_it_is_the_error_of_their_mean() => Gen.Double[-5, 5].Array[2, 20].Sample(values =>
    {
        var ratio = SessionRatio.Of(values.Select(v => v * 7).ToArray(), values.Select(_ => 7).ToArray())!;
        var mean = SessionMean.Of(values)!;
        Assert.Equal(mean.Mean, ratio.Value, 9);
        Assert.Equal(mean.StandardError, ratio.StandardError!.Value, 9);
    });

    [Fact]
    public void Sessions_without_rows_do_not_count() =>
        Assert.Equal(SessionRatio.Of([1, 3], [2, 4]), SessionRatio.Of([1, 0, 3], [2, 0, 4]));

    [Fact]
    public void One_session_has_a_ratio_and_no_error() => Assert.Equal(new SessionRatio(0.5, null, 1), SessionRatio.Of([1], [2]));

    [Fact]
    public void Without_rows_there_is_no_ratio() => Assert.Null(SessionRatio.Of([0, 0], [0, 0]));
}
