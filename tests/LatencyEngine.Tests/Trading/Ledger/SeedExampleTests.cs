using LatencyEngine.Domain;
using static LatencyEngine.Tests.Trading.Ledger.BooksFixture;

namespace LatencyEngine.Tests.Trading.Ledger;

/// <summary>The numbers of the products that this engine replaces, as their users know them.</summary>
public sealed class SeedExampleTests : IDisposable
{
    private readonly BooksFixture _books = new();

    public void Dispose() => _books.Dispose();

    [Fact]
    public void Five_bought_at_927_are_worth_15_more_at_930_which_is_0_32_percent()
    {
        _books.DefineShare();
        _books.Deposit(Money(10_000));
        _books.Trade(Side.Buy, lots: 5, price: 927m);

        var position = _books.Position();
        var terms = _books.Instruments[1].Terms;
        var gain = terms.Gain(terms.Value(Price(930m), position.Lots), position.Cost);
        Assert.Equal(Money(4_635), position.Cost);
        Assert.Equal(Money(15.0m), gain);
        Assert.Equal(0.32m, Math.Round(100m * gain / position.Cost, 2));

        _books.Trade(Side.Sell, lots: 5, price: 930m);
        Assert.Equal(Money(15.0m), _books.Position().RealizedPnl);
        Assert.Equal(Money(10_015), _books.Balance(LedgerAccount.Cash));
        _books.CheckConservation();
    }

    [Theory]
    [InlineData(148.00, -2.25)] // Its stop.
    [InlineData(155.00, 4.75)] // Its target.
    public void A_share_bought_at_150_25_ends_at_its_stop_or_at_its_target(double exit, double gain)
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        _books.Trade(Side.Buy, lots: 1, price: 150.25m);
        _books.Trade(Side.Sell, lots: 1, price: (decimal)exit);
        Assert.Equal(Money((decimal)gain), _books.Position().RealizedPnl);
        Assert.Equal(Money(1_000 + (decimal)gain), _books.Balance(LedgerAccount.Cash));
    }

    [Fact]
    public void A_move_from_145_00_to_150_25_is_3_62_percent()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        _books.Trade(Side.Buy, lots: 1, price: 145.00m);
        _books.Trade(Side.Sell, lots: 1, price: 150.25m);
        Assert.Equal(3.62m, Math.Round(100m * _books.Position().RealizedPnl / Money(145), 2));
    }

    [Fact]
    public void A_wallet_goes_from_deposit_over_hold_fill_and_close_with_profit_and_fees_posting_by_posting()
    {
        _books.DefineShare(schedule: Schedule);
        _books.Accounting.Apply(Step(FeeKind.Notional, maker: Rate(0.001m), taker: Rate(0.002m)));

        _books.Deposit(Money(1_000));
        Assert.Equal(["Deposit External>Cash 1000 (-1000, 1000)"], Postings());

        var buy = _books.Open(Side.Buy, lots: 5, price: 100m);
        Assert.Equal(["Hold Cash>Held 501 (499, 501)"], Postings());

        _books.Fill(buy, lots: 5, price: 99m, LiquidityRole.Taker);
        Assert.Equal(
            [
                "Release Held>Cash 501 (0, 1000)",
                "Trade Cash>Inventory 495 (505, 495)",
                "Fee Cash>Fees 0.99 (504.01, 0.99)",
            ],
            Postings());

        var sell = _books.Open(Side.Sell, lots: 5, price: 110m);
        Assert.Empty(Postings());

        _books.Fill(sell, lots: 5, price: 110m, LiquidityRole.Maker);
        Assert.Equal(
            [
                "Trade Inventory>Cash 495 (0, 999.01)",
                "Pnl RealizedPnl>Cash 55 (-55, 1054.01)",
                "Fee Cash>Fees 0.55 (1053.46, 1.54)",
            ],
            Postings());

        _books.Withdraw(Money(1_053.46m));
        Assert.Equal(["Withdrawal Cash>External 1053.46 (0, 53.46)"], Postings());
        _books.CheckConservation();
    }

    [Fact]
    public void A_fill_writes_itself_then_its_postings_then_the_position()
    {
        _books.DefineShare();
        _books.Deposit(Money(1_000));
        var link = _books.Open(Side.Buy, lots: 5, price: 100m);
        _books.Recorder.Forget();
        _books.Fill(link, lots: 5, price: 100m);
        Assert.Equal(
            [OrderFilled.TemplateId, LedgerPosted.TemplateId, LedgerPosted.TemplateId, PositionChanged.TemplateId],
            _books.Recorder.Take().Select(output => (int)output.TemplateId));
    }

    private IEnumerable<string> Postings() => _books.Recorder.Take<LedgerPosted>().Select(posted =>
        FormattableString.Invariant(
            $"{posted.PostingKind} {posted.FromAccount}>{posted.ToAccount} {Units(posted.Amount)} ")
        + FormattableString.Invariant($"({Units(posted.FromBalance)}, {Units(posted.ToBalance)})"));

    private static decimal Units(long money) => decimal.Parse(
        (money / 1_000_000m).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
        System.Globalization.CultureInfo.InvariantCulture);
}
