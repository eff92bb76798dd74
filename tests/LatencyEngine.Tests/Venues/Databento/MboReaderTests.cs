using LatencyEngine.Domain;
using LatencyEngine.TestKit;
using LatencyEngine.Venues.Databento;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Databento;

public sealed class MboReaderTests
{
    private const string Header =
        "ts_recv,ts_event,rtype,publisher_id,instrument_id,action,side,price,size,channel_id,order_id,flags,ts_in_delta,sequence,symbol";

    private const string Add = "t,t,160,2,1108,A,B,5.510000000,100,0,817593,130,165200,851012,ARL";

    [Fact]
    public void Messages_are_read_as_they_stand_there()
    {
        var messages = Read(
            "t,t,160,2,1108,R,N,,0,0,0,8,0,0,ARL", Add, "t,t,160,2,1108,C,A,21.33,40,0,7,130,1,851013,ARL",
            "t,t,160,2,1108,T,N,13.41,43,0,0,130,1,9,ARL", "t,t,160,2,1108,F,A,13.4,1,0,68625181,130,1,10,ARL");
        Assert.Equal(
            [
                new MboMessage(MboAction.Clear, Side.None, 0, 0, 0, 0),
                new MboMessage(MboAction.Add, Side.Buy, 5_510_000_000, 100, 817593, 851012),
                new MboMessage(MboAction.Cancel, Side.Sell, 21_330_000_000, 40, 7, 851013),
                new MboMessage(MboAction.Trade, Side.None, 13_410_000_000, 43, 0, 9),
                new MboMessage(MboAction.Fill, Side.Sell, 13_400_000_000, 1, 68625181, 10),
            ],
            messages);
    }

    [Theory]
    [InlineData(",A,B,", ",X,B,", "column 6")]
    [InlineData(",A,B,", ",A,Q,", "column 7")]
    [InlineData(",5.510000000,", ",free,", "column 8")]
    [InlineData(",5.510000000,", ",-5.51,", "column 8")]
    [InlineData(",100,0,", ",many,0,", "column 9")]
    [InlineData(",817593,", ",x,", "column 11")]
    [InlineData(",851012,", ",,", "column 14")]
    [InlineData(",ARL", "", "15 columns")]
    [InlineData(",ARL", ",ARL,more", "15 columns")]
    [InlineData(",100,0,", ",0,0,", "an order with a side and a size")]
    [InlineData(",A,B,", ",A,N,", "an order with a side and a size")]
    public void Damage_is_refused_with_its_line_and_what_was_expected(string good, string bad, string expected)
    {
        var refusal = Assert.Throws<FeedFormatException>(() => Read(Add, Add.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Equal(3, refusal.Line);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_other_columns_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "other.csv");
        File.WriteAllText(path, "seq,op\n1,A\n");
        Assert.Contains("ts_recv", Assert.Throws<FeedFormatException>(() => new MboReader(path)).Message, StringComparison.Ordinal);
    }

    private static List<MboMessage> Read(params string[] lines)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "mbo.csv");
        File.WriteAllText(path, string.Join('\n', [Header, .. lines]) + "\n");
        using var reader = new MboReader(path);
        var messages = new List<MboMessage>();
        while (reader.TryRead(out var message)) messages.Add(message);
        return messages;
    }
}
