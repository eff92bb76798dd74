using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Trading.Instruments;
using LatencyEngine.Trading.Ledger;
using LatencyEngine.Trading.Portfolio;
using static LatencyEngine.Tests.Trading.Ledger.BooksFixture;

namespace LatencyEngine.Tests.Trading.Ledger;

public sealed class HoldsTests
{
    private const long Fee = 3;

    [Fact]
    public void A_spot_purchase_holds_its_value_and_the_worst_fee() =>
        Assert.Equal(Money(500) + Fee, HoldOf(InstrumentKind.Spot, Side.Buy));

    [Fact]
    public void A_spot_short_sale_holds_the_share_beyond_its_proceeds() =>
        Assert.Equal(Money(100) + Fee, HoldOf(InstrumentKind.Spot, Side.Sell));

    [Theory]
    [InlineData(Side.Buy)]
    [InlineData(Side.Sell)]
    public void A_contract_on_margin_holds_its_share_either_way(Side side) =>
        Assert.Equal(Money(100) + Fee, HoldOf(InstrumentKind.Linear, side));

    [Fact]
    public void An_inverse_contract_holds_its_share_of_the_settlement_currency()
    {
        var instrument = Of(InstrumentKind.Inverse);
        // 5 contracts at 100 are a twentieth of a unit; a fifth of it is margin.
        Assert.Equal(Money(0.01m) + Fee, Holds.Of(instrument, default, 0, Side.Buy, 5, Price(100), Fee));
    }

    [Theory]
    [InlineData(5, Side.Sell)]
    [InlineData(9, Side.Sell)]
    [InlineData(-5, Side.Buy)]
    public void An_order_that_only_closes_holds_nothing(long position, Side side) =>
        Assert.Equal(0, HoldOf(InstrumentKind.Linear, side, position));

    [Fact]
    public void A_flip_holds_for_the_part_that_opens() =>
        Assert.Equal(Money(60) + Fee, HoldOf(InstrumentKind.Linear, Side.Sell, position: 2));

    [Fact]
    public void Other_orders_of_the_side_close_the_position_first()
    {
        Assert.Equal(Money(40) + Fee, HoldOf(InstrumentKind.Linear, Side.Sell, position: 7, pending: 4));
        Assert.Equal(Money(100) + Fee, HoldOf(InstrumentKind.Linear, Side.Sell, position: 7, pending: 7));
        Assert.Equal(Money(100) + Fee, HoldOf(InstrumentKind.Linear, Side.Sell, position: 7, pending: 9));
    }

    [Fact]
    public void An_order_that_increases_a_position_holds_for_all_of_it() =>
        Assert.Equal(Money(100) + Fee, HoldOf(InstrumentKind.Linear, Side.Buy, position: 7, pending: 2));

    [Fact]
    public void A_hold_beyond_what_can_be_represented_throws_instead_of_wrapping() =>
        Assert.Throws<OverflowException>(() =>
            Holds.Of(Of(InstrumentKind.Spot), default, 0, Side.Buy, long.MaxValue / 2, Price(100), Fee));

    [Fact]
    public void Margin_beyond_what_can_be_represented_throws_instead_of_wrapping()
    {
        var instrument = Of(InstrumentKind.Linear);
        instrument.Definition.MarginRate = long.MaxValue;
        Assert.Throws<OverflowException>(() => Collateral.OfPosition(instrument, 1, Money(1_000_000)));
    }

    // 5 lots at 100 with a margin of a fifth.
    private static long HoldOf(InstrumentKind kind, Side side, long position = 0, long pending = 0) =>
        Holds.Of(Of(kind), new Position { Lots = position }, pending, side, lots: 5, Price(100), Fee);

    private static Instrument Of(InstrumentKind kind)
    {
        var terms = new InstrumentTerms
        {
            Id = 1, Symbol = "ANY", Kind = kind, TickSize = Price(0.01m), MarginRate = Rate(0.2m),
        };
        var slot = default(EngineEvent);
        terms.WriteTo(ref slot, timestampNanos: 1);
        ref var definition = ref slot.As<InstrumentDefinition>();
        return new Instrument { Definition = definition, Terms = new ContractTerms(definition) };
    }
}
