using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

public sealed class SessionMeanTests
{
    /// <summary>By hand: mean 5; squares about it 32; 32/7/8 is the squared error.</summary>
    [Fact]
    public void The_error_is_that_of_the_mean()
    {
        var mean = SessionMean.Of([2, 4, 4, 4, 5, 5, 7, 9])!;

        Assert.Equal((5.0, 8), (mean.Mean, mean.Sessions));
        Assert.Equal(Math.Sqrt(32.0 / 56), mean.StandardError, 12);
    }

    [Fact]
    public void Sessions_that_are_alike_have_no_error() => Assert.Equal(new SessionMean(3, 0, 2), SessionMean.Of([3, 3]));

    [Fact]
    public void One_session_tells_no_error()
    {
        Assert.Null(SessionMean.Of([]));
        Assert.Null(SessionMean.Of([3]));
    }
}
