using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Domain;

/// <summary>The money arithmetic, against exact fractions.</summary>
public sealed class ContractTermsTests
{
    private const long Nano = 1_000_000_000;

    [Theory]
    [InlineData(927_000_000_000, 5, 4_635_000_000)] // 5 at 927 is 4,635.
    [InlineData(150_250_000_000, 100, 15_025_000_000)]
    [InlineData(10_000_000, 1, 10_000)]
    [InlineData(500, 1, 0)] // Half a unit of money goes to the even one.
    [InlineData(1_500, 1, 2)]
    [InlineData(1_500, -1, -2)]
    public void A_share_is_worth_its_price(long price, long lots, long expected) =>
        Assert.Equal(expected, new ContractTerms(InstrumentKind.Spot, Nano, 0).Value(price, lots));

    [Fact]
    public void Satoshis_are_worth_a_hundred_millionth_of_the_price() =>
        Assert.Equal(617_377_000, new ContractTerms(InstrumentKind.Spot, Nano, -8).Value(61_737_700_000_000, 1_000_000));

    [Fact]
    public void A_future_of_fifty_dollars_a_point_is_worth_fifty_times_its_price() =>
        Assert.Equal(250_000_000_000, new ContractTerms(InstrumentKind.Linear, 50 * Nano, 0).Value(5_000 * Nano, 1));

    [Fact]
    public void An_inverse_contract_is_worth_less_when_the_price_rises()
    {
        // 100 dollars each, settled in thousandths of a bitcoin.
        var terms = new ContractTerms(InstrumentKind.Inverse, 100_000 * Nano, 0);
        Assert.Equal(10_000_000, terms.Value(50_000 * Nano, 5));
        Assert.Equal(5_000_000, terms.Value(100_000 * Nano, 5));
        Assert.Equal(5_000_000, terms.Gain(5_000_000, 10_000_000));
        Assert.Equal(50_000 * Nano, terms.PriceOf(10_000_000, 5));
    }

    [Fact]
    public void A_value_is_the_exact_fraction_rounded_half_to_even() =>
        Prop.ForAll(Cases(), one =>
        {
            var terms = new ContractTerms(one.Kind, one.Multiplier, one.Exponent);
            return Fits(Exact(one)) && terms.Value(one.Price, one.Lots) == (long)Exact(one) || !Fits(Exact(one));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void A_value_that_does_not_fit_stops() => Assert.Throws<OverflowException>(() =>
        new ContractTerms(InstrumentKind.Spot, Nano, 9).Value(long.MaxValue, long.MaxValue));

    [Theory]
    [InlineData(10, 500_000_000, 5)]
    [InlineData(5, 500_000_000, 2)]
    [InlineData(7, 500_000_000, 4)]
    [InlineData(-5, 500_000_000, -2)]
    public void A_share_of_an_amount_is_rounded_half_to_even(long amount, long rate, long expected) =>
        Assert.Equal(expected, ContractTerms.Share(amount, rate));

    [Fact]
    public void Shares_and_portions_are_the_exact_fraction_at_every_size()
    {
        var random = new Random(7);
        for (var i = 0; i < 200_000; i++)
        {
            var amount = random.NextInt64(long.MinValue / 2, long.MaxValue / 2) >> random.Next(0, 62);
            var rate = random.NextInt64(-2 * Nano, 2 * Nano) >> random.Next(0, 30);
            var whole = 1 + (random.NextInt64(0, long.MaxValue / 2) >> random.Next(0, 60));
            AssertSame((BigInteger)amount * rate, Nano, () => ContractTerms.Share(amount, rate));
            AssertSame((BigInteger)amount * rate, whole, () => ContractTerms.Portion(amount, rate, whole));
        }

        static void AssertSame(BigInteger numerator, BigInteger denominator, Func<long> actual)
        {
            var expected = Rounded(numerator, denominator);
            if (Fits(expected)) Assert.Equal((long)expected, actual());
            else Assert.Throws<OverflowException>(() => actual());
        }
    }

    private static bool Fits(BigInteger number) => number >= long.MinValue && number <= long.MaxValue;

    private static BigInteger Exact(Case one)
    {
        BigInteger numerator = one.Lots;
        numerator *= one.Multiplier;
        BigInteger denominator;
        if (one.Kind == InstrumentKind.Inverse)
        {
            denominator = one.Price;
            numerator *= BigInteger.Pow(10, 6 + 15 + one.Exponent);
            denominator *= BigInteger.Pow(10, 15);
        }
        else
        {
            numerator *= one.Price * BigInteger.Pow(10, 15 + one.Exponent);
            denominator = BigInteger.Pow(10, 12 + 15);
        }

        return Rounded(numerator, denominator);
    }

    private static BigInteger Rounded(BigInteger numerator, BigInteger denominator)
    {
        if (denominator < 0) (numerator, denominator) = (-numerator, -denominator);
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator), denominator, out var rest);
        var twice = 2 * rest;
        if (twice > denominator || (twice == denominator && !quotient.IsEven)) quotient++;
        return numerator < 0 ? -quotient : quotient;
    }

    private static Arbitrary<Case> Cases() => (
        from kind in Gen.Elements(InstrumentKind.Spot, InstrumentKind.Linear, InstrumentKind.Inverse)
        from coarse in Gen.Choose(1, 2_000_000)
        from fine in Gen.Choose(0, 99_999_999)
        from lots in Gen.Choose(-1_000_000_000, 1_000_000_000)
        from multiplier in Gen.Elements(Nano, 50 * Nano, 100_000 * Nano, 1, 123_456_789)
        from exponent in Gen.Choose(-9, 3)
        select new Case(kind, (coarse * 100_000_000L) + fine, lots, multiplier, (sbyte)exponent)).ToArbitrary();

    private sealed record Case(InstrumentKind Kind, long Price, long Lots, long Multiplier, sbyte Exponent);
}
