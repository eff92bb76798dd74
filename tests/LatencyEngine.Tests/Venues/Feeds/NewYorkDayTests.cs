using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Feeds;

public sealed class NewYorkDayTests
{
    [Theory]
    [InlineData("2012-06-21", "09:30:00", "2012-06-21T13:30:00Z")]
    [InlineData("2013-12-02", "09:30:00", "2013-12-02T14:30:00Z")]
    [InlineData("2014-03-09", "01:59:59", "2014-03-09T06:59:59Z")]
    [InlineData("2014-03-09", "03:00:00", "2014-03-09T07:00:00Z")]
    [InlineData("2014-03-09", "17:00:00", "2014-03-09T21:00:00Z")]
    [InlineData("2014-11-02", "00:59:59", "2014-11-02T04:59:59Z")]
    [InlineData("2014-11-02", "02:00:00", "2014-11-02T07:00:00Z")]
    [InlineData("2014-11-02", "17:00:00", "2014-11-02T22:00:00Z")]
    public void A_wall_clock_reading_is_turned_into_UTC(string date, string time, string utc)
    {
        var day = new NewYorkDay(DateOnly.Parse(date));
        var nanos = day.ToUtcNanos(TimeOnly.Parse(time).Ticks * 100);
        Assert.Equal(DateTimeOffset.Parse(utc).ToUnixTimeSeconds() * 1_000_000_000, nanos);
    }
}
