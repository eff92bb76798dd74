using LatencyEngine.Domain;
using LatencyEngine.Trading.Portfolio;

namespace LatencyEngine.Tests.Trading.Portfolio;

public sealed class PositionArithmeticTests
{
    private const long One = 1_000_000_000;
    private const long Unit = 1_000_000;

    private static readonly ContractTerms Share = new(InstrumentKind.Spot, multiplier: One, lotExponent: 0);

    // 50 units of the underlying a contract.
    private static readonly ContractTerms Future = new(InstrumentKind.Linear, multiplier: 50 * One, lotExponent: 0);

    // A contract is worth 100 dollars of the underlying, in which it is settled.
    private static readonly ContractTerms InverseSwap = new(InstrumentKind.Inverse, multiplier: 100 * One, lotExponent: 0);

    [Fact]
    public void Buying_twice_adds_the_costs_and_takes_no_profit()
    {
        var position = After(Share, (10, 100), (10, 110));
        Assert.Equal((20, 2_100 * Unit, 0), Of(position));
        Assert.Equal(105 * One, Share.PriceOf(position.Cost, position.Lots));
    }

    [Fact]
    public void Selling_a_part_of_a_long_position_realizes_that_part() =>
        Assert.Equal((15, 1_575 * Unit, 75 * Unit), Of(After(Share, (10, 100), (10, 110), (-5, 120))));

    [Fact]
    public void Buying_back_a_part_of_a_short_position_realizes_that_part() =>
        Assert.Equal((-6, -600 * Unit, 40 * Unit), Of(After(Share, (-10, 100), (4, 90))));

    [Fact]
    public void A_short_position_loses_when_the_price_rises() =>
        Assert.Equal((0, 0, -100 * Unit), Of(After(Share, (-10, 100), (10, 110))));

    [Fact]
    public void A_sale_beyond_a_long_position_closes_it_and_opens_a_short_one() =>
        Assert.Equal((-5, -550 * Unit, 100 * Unit), Of(After(Share, (10, 100), (-15, 110))));

    [Fact]
    public void A_purchase_beyond_a_short_position_closes_it_and_opens_a_long_one() =>
        Assert.Equal((5, 450 * Unit, 100 * Unit), Of(After(Share, (-10, 100), (15, 90))));

    [Fact]
    public void The_multiplier_counts_in_cost_and_profit() =>
        Assert.Equal((1, 5_000 * Unit, 100 * Unit), Of(After(Future, (2, 100), (-1, 102))));

    [Fact]
    public void A_long_inverse_contract_gains_in_the_settlement_currency_when_the_price_rises()
    {
        // 100 contracts are 10 000 dollars: 1 unit at 10 000 and half a unit at 20 000.
        Assert.Equal((100, 1 * Unit, 0), Of(After(InverseSwap, (100, 10_000))));
        Assert.Equal((0, 0, Unit / 2), Of(After(InverseSwap, (100, 10_000), (-100, 20_000))));
    }

    [Fact]
    public void A_short_inverse_contract_loses_when_the_price_rises_and_may_flip()
    {
        Assert.Equal((0, 0, -Unit / 2), Of(After(InverseSwap, (-100, 10_000), (100, 20_000))));
        Assert.Equal((100, Unit / 2, -Unit / 2), Of(After(InverseSwap, (-100, 10_000), (200, 20_000))));
    }

    [Fact]
    public void Closing_piece_by_piece_leaves_no_cost_behind()
    {
        var position = After(Share, (3, 1));
        position.Cost = 10; // 3 1/3 a lot: no piece is exact.
        Assert.Equal(-3, PositionArithmetic.Fill(ref position, Share, signedLots: -1, price: One).CostChange);
        Assert.Equal(-4, PositionArithmetic.Fill(ref position, Share, signedLots: -1, price: One).CostChange);
        Assert.Equal(-3, PositionArithmetic.Fill(ref position, Share, signedLots: -1, price: One).CostChange);
        Assert.Equal(0, position.Cost);
    }

    [Theory]
    [InlineData(1, 5_000, 0)] // Half of the last digit: to the even one.
    [InlineData(3, 5_000, 2)]
    [InlineData(-3, 5_000, -2)]
    [InlineData(1, 15_000, 2)]
    public void Values_are_rounded_half_to_even(long lots, long price, long cost)
    {
        var terms = new ContractTerms(InstrumentKind.Spot, multiplier: One, lotExponent: -1);
        var position = default(Position);
        PositionArithmetic.Fill(ref position, terms, lots, price);
        Assert.Equal(cost, position.Cost);
    }

    [Fact]
    public void A_position_beyond_its_range_throws_and_stays_as_it_was()
    {
        var position = new Position { Lots = 1, Cost = long.MaxValue - 5, RealizedPnl = 3 };
        Assert.Throws<OverflowException>(() => PositionArithmetic.Fill(ref position, Share, 1, One));
        Assert.Equal((1, long.MaxValue - 5, 3), Of(position));
    }

    private static Position After(ContractTerms terms, params (long SignedLots, long Price)[] fills)
    {
        var position = default(Position);
        foreach (var (lots, price) in fills) PositionArithmetic.Fill(ref position, terms, lots, price * One);
        return position;
    }

    private static (long Lots, long Cost, long RealizedPnl) Of(Position position) =>
        (position.Lots, position.Cost, position.RealizedPnl);
}
