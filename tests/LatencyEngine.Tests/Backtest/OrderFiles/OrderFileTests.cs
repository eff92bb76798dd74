using System.Globalization;
using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Domain;
using LatencyEngine.Tests.Venues.Feeds;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Backtest.OrderFiles;

/// <summary>Files of orders: what a row means, and what every kind of damage is called.</summary>
public sealed class OrderFileTests : IDisposable
{
    private readonly OrderTexts _texts = new();

    public void Dispose() => _texts.Dispose();

    [Fact]
    public void A_file_of_orders_has_adds_immediate_orders_and_cancels()
    {
        var file = _texts.Orders("1,A,1,B,-5,10", "3,I,0,S,99,2", "4,C,1,,,");
        Assert.Equal(OrderFileFormat.Orders, file.Format);
        Assert.Equal(
            [
                new OrderRow { Sequence = 1, OrderId = 1, Price = -5, Quantity = 10, Operation = OrderOperation.New, Side = Side.Buy },
                new OrderRow { Sequence = 3, Price = 99, Quantity = 2, Operation = OrderOperation.NewImmediate, Side = Side.Sell },
                new OrderRow { Sequence = 4, OrderId = 1, Operation = OrderOperation.Cancel },
            ],
            file.Rows.ToArray());
    }

    [Fact]
    public void A_flash1_file_has_modifies_and_says_of_each_order_whether_it_is_immediate()
    {
        var file = _texts.Flash1("0,N,7,B,5,10,0", "1,N,8,S,5,10,1", "2,M,7,B,6,3,0", "3,C,7,S,4,0,0");
        Assert.Equal(OrderFileFormat.Flash1, file.Format);
        Assert.Equal(
            [
                new OrderRow { OrderId = 7, Price = 5, Quantity = 10, Operation = OrderOperation.New, Side = Side.Buy },
                new OrderRow
                {
                    Sequence = 1, OrderId = 8, Price = 5, Quantity = 10, Operation = OrderOperation.NewImmediate, Side = Side.Sell,
                },
                new OrderRow { Sequence = 2, OrderId = 7, Price = 6, Quantity = 3, Operation = OrderOperation.Modify, Side = Side.Buy },
                new OrderRow { Sequence = 3, OrderId = 7, Operation = OrderOperation.Cancel },
            ],
            file.Rows.ToArray());
    }

    [Fact]
    public void A_compressed_file_reads_as_a_plain_one_whatever_its_name()
    {
        var text = string.Join('\n', [OrderTexts.OrdersHeadings, .. Enumerable.Range(1, 50_000).Select(Row), ""]);
        var plain = OrderFile.Read(TextFiles.Plain(_texts.PathOf("a.csv"), text));
        var compressed = OrderFile.Read(TextFiles.Gzip(_texts.PathOf("b.csv"), text));
        Assert.Equal(50_000, plain.Rows.Length);
        Assert.True(plain.Rows.SequenceEqual(compressed.Rows));

        static string Row(int i) => string.Create(CultureInfo.InvariantCulture, $"{i},A,{i},S,{i % 977},{1 + (i % 13)}");
    }

    [Fact]
    public void Lines_may_end_as_on_another_system() =>
        Assert.Equal(2, OrderFile.Read(_texts.Write("a.csv", OrderTexts.OrdersHeadings + "\r", "1,A,1,B,5,1\r", "2,C,1,,,\r")).Rows.Length);

    [Fact]
    public void A_file_without_headings_is_read_in_the_format_that_is_named()
    {
        var path = _texts.Write("a.csv", "1,A,1,B,5,1", "2,C,1,,,");
        var file = OrderFile.Read(path, OrderFileFormat.Orders);
        Assert.Equal(2, file.Rows.Length);
        Assert.Equal([1L, 2L], [file.LineOf(0), file.LineOf(1)]);
        Assert.Equal(2, _texts.Orders("1,A,1,B,5,1").LineOf(0));
    }

    [Fact]
    public void The_format_that_is_named_wins_over_the_headings()
    {
        var path = _texts.Write("a.csv", "seq,op,id,side,px,qty,ioc", "1,N,1,B,5,1,0");
        Assert.Equal(OrderFileFormat.Flash1, OrderFile.Read(path, OrderFileFormat.Flash1).Format);
        Assert.Contains("op: expected A, C or I, found 'N'", Assert.Throws<FeedFormatException>(
            () => OrderFile.Read(path, OrderFileFormat.Orders)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x,A,2,B,5,1", "seq: expected a whole number from 2, found 'x'")]
    [InlineData("1,A,2,B,5,1", "seq: expected a whole number from 2, found '1'")]
    [InlineData("", "seq: expected a whole number from 2, found ''")]
    [InlineData("2", "op: expected A, C or I, found the end of the row")]
    [InlineData("2,N,2,B,5,1", "op: expected A, C or I, found 'N'")]
    [InlineData("2,AA,2,B,5,1", "op: expected A, C or I, found 'AA'")]
    [InlineData("2,A,-2,B,5,1", "order_id: expected a whole number from 0, found '-2'")]
    [InlineData("2,A,2 ,B,5,1", "order_id: expected a whole number from 0, found '2 '")]
    [InlineData("2,A,2,b,5,1", "side: expected B or S, found 'b'")]
    [InlineData("2,A,2,,5,1", "side: expected B or S, found ''")]
    [InlineData("2,A,2,B,5.5,1", "price: expected a whole number from -4503599627370496 to 4503599627370496, found '5.5'")]
    [InlineData("2,A,2,B,4503599627370497,1", "price: expected a whole number from -4503599627370496 to 4503599627370496, found")]
    [InlineData("2,A,2,B,5,0", "qty: expected a whole number from 1 to 1099511627776, found '0'")]
    [InlineData("2,A,2,B,5,99999999999999999999", "qty: expected a whole number from 1 to 1099511627776, found '99999999999999999999'")]
    [InlineData("2,A,2,B,5", "qty: expected a whole number from 1 to 1099511627776, found the end of the row")]
    [InlineData("2,A,2,B,5,1,0", "expected 6 cells, found more")]
    [InlineData("2,C,2,B,,", "side: expected nothing, found 'B'")]
    [InlineData("2,C,2,,5,", "price: expected nothing, found '5'")]
    [InlineData("2,C,2,,,1", "qty: expected nothing, found '1'")]
    [InlineData("2,C,2,,", "qty: expected nothing, found the end of the row")]
    public void A_damaged_row_of_orders_is_named_with_its_line_and_what_was_expected(string row, string expected)
    {
        var error = Assert.Throws<FeedFormatException>(() => _texts.Orders("1,A,1,B,5,1", row));
        Assert.Equal(3, error.Line);
        Assert.Contains("a.csv(3): " + expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2,A,2,B,5,1,0", "op: expected N, C or M, found 'A'")]
    [InlineData("2,N,2,X,5,1,0", "side: expected B or S, found 'X'")]
    [InlineData("2,C,2,,5,1,0", "side: expected B or S, found ''")]
    [InlineData("2,M,2,B,,1,0", "price: expected a whole number from -4503599627370496 to 4503599627370496, found ''")]
    [InlineData("2,M,2,B,5,0,0", "qty: expected a whole number from 1 to 1099511627776, found '0'")]
    [InlineData("2,N,2,B,5,1", "ioc: expected a whole number from 0 to 1, found the end of the row")]
    [InlineData("2,N,2,B,5,1,2", "ioc: expected a whole number from 0 to 1, found '2'")]
    [InlineData("2,M,2,B,5,1,1", "ioc: expected 0, found '1'")]
    [InlineData("2,C,2,B,5,1,1", "ioc: expected 0, found '1'")]
    [InlineData("2,N,2,B,5,1,0,0", "expected 7 cells, found more")]
    public void A_damaged_row_of_flash1_is_named_with_its_line_and_what_was_expected(string row, string expected)
    {
        var error = Assert.Throws<FeedFormatException>(() => _texts.Flash1("1,N,1,B,5,1,0", row));
        Assert.Contains("a.csv(3): " + expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_that_nobody_knows_are_refused()
    {
        var error = Assert.Throws<FeedFormatException>(() => OrderFile.Read(_texts.Write("a.csv", "time,price", "1,2")));
        Assert.Contains("(1): expected the headings 'seq,op,order_id,side,price,qty' or ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("found 'time,price'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        var error = Assert.Throws<FeedFormatException>(() => OrderFile.Read(_texts.Write("a.csv")));
        Assert.EndsWith("found an empty file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_stops_inside_a_row_is_refused()
    {
        var path = TextFiles.Plain(_texts.PathOf("a.csv"), OrderTexts.OrdersHeadings + "\n1,A,1,B,5,10");
        Assert.Contains("(2): the text ends inside the line", Assert.Throws<FeedFormatException>(
            () => OrderFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_that_is_cut_short_is_refused()
    {
        var path = TextFiles.Gzip(_texts.PathOf("a.csv.gz"), OrderTexts.OrdersHeadings + "\n1,A,1,B,5,10\n");
        TextFiles.Cut(path, new FileInfo(path).Length - 4);
        Assert.Throws<FeedFormatException>(() => OrderFile.Read(path));
    }

    [Fact]
    public void Headings_alone_are_a_file_without_orders() => Assert.True(_texts.Orders().Rows.IsEmpty);
}
