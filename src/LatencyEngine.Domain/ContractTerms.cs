using System.Runtime.CompilerServices;

namespace LatencyEngine.Domain;

/// <summary>
/// The arithmetic of one instrument's money: what a quantity is worth at a price. A value, computed once per
/// instrument; any thread.
/// </summary>
/// <remarks>
/// <para>Spot and linear contracts: value = price × lots × 10^LotExponent × multiplier. Inverse contracts: value =
/// lots × 10^LotExponent × multiplier ÷ price.</para>
/// <para><b>Rounding.</b> Everywhere money comes of a product, it is rounded once, half to even, at 1e-6 of the
/// currency unit.</para>
/// <para><b>Limits.</b> A value beyond ±9.2e12 currency units throws an <see cref="OverflowException"/>; risk refuses
/// orders long before that.</para>
/// </remarks>
public readonly struct ContractTerms
{
    public const int LotExponentMin = -9;
    public const int LotExponentMax = 9;

    private const long Nano = 1_000_000_000;

    private readonly Int128 _factor;
    private readonly Int128 _divisor;
    private readonly long _smallDivisor;

    public ContractTerms(InstrumentKind kind, long multiplier, sbyte lotExponent)
    {
        Kind = kind;
        // Linear: 1e-9 (price) × 1e-9 (multiplier) × 10^exponent to 1e-6. Inverse: ÷ 1e-9 (price) instead.
        var exponent = (kind == InstrumentKind.Inverse ? 6 : -12) + lotExponent;
        var factor = (Int128)multiplier * (exponent > 0 ? PowerOfTen(exponent) : 1);
        var divisor = exponent < 0 ? PowerOfTen(-exponent) : 1;
        var common = CommonDivisor(factor, divisor);
        _factor = factor / common;
        _divisor = divisor / common;
        _smallDivisor = _factor == 1 && _divisor <= long.MaxValue ? (long)_divisor : 0;
    }

    public ContractTerms(in InstrumentDefinition definition)
        : this(definition.Kind, definition.Multiplier, definition.LotExponent)
    {
    }

    public InstrumentKind Kind { get; }

    public bool IsInverse => Kind == InstrumentKind.Inverse;

    /// <summary>Worth of a signed quantity at a price, in money of the instrument's currency; the sign of the quantity
    /// for positive prices.</summary>
    /// <param name="price">In 1e-9; not zero for an inverse contract.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Value(long price, long lots)
    {
        var high = Math.BigMul(price, lots, out var low);
        return _smallDivisor != 0 && high == low >> 63 && !IsInverse
            ? DivideHalfEven(low, _smallDivisor)
            : WideValue(price, lots);
    }

    /// <summary>The price at which a quantity is worth this much, in 1e-9, rounded half to even.</summary>
    /// <param name="lots">Not zero.</param>
    public long PriceOf(long value, long lots)
    {
        if (IsInverse) return value == 0 ? 0 : checked((long)DivideHalfEven(lots * _factor, value * _divisor));
        return checked((long)DivideHalfEven(value * _divisor, lots * _factor));
    }

    /// <summary>What a position that cost this much has gained at a value: signed, in money.</summary>
    /// <remarks>A long inverse contract gains when its value in the settlement currency falls.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Gain(long value, long cost) => IsInverse ? cost - value : value - cost;

    /// <summary>An amount times a rate in 1e-9, rounded half to even.</summary>
    public static long Share(long amount, long rate)
    {
        if (rate is > Nano or < -Nano) return checked((long)DivideHalfEven((Int128)amount * rate, Nano));
        // With a rate up to 1 the whole billions of the amount contribute exactly, and only the rest is rounded:
        // everything fits 64 bits, whose division costs a tenth of the wide one.
        var billions = amount / Nano;
        return RoundHalfEven(billions * rate, (amount - (billions * Nano)) * rate, Nano);
    }

    /// <summary>An amount times part over whole, rounded half to even. <paramref name="whole"/> is not zero.</summary>
    public static long Portion(long amount, long part, long whole)
    {
        var high = Math.BigMul(amount, part, out var low);
        return high == low >> 63 && whole > 0
            ? DivideHalfEven(low, whole)
            : checked((long)DivideHalfEven((Int128)amount * part, whole));
    }

    // exact + dividend / divisor, both with the same sign, rounded half to even.
    private static long RoundHalfEven(long exact, long dividend, long divisor)
    {
        var quotient = dividend / divisor;
        var rest = Math.Abs(dividend - (quotient * divisor));
        var sum = exact + quotient;
        var toGo = divisor - rest;
        if (rest < toGo || (rest == toGo && (sum & 1) == 0)) return sum;
        return dividend < 0 ? sum - 1 : sum + 1;
    }

    private static long DivideHalfEven(long dividend, long divisor) => RoundHalfEven(0, dividend, divisor);

    private static Int128 DivideHalfEven(Int128 dividend, Int128 divisor)
    {
        if (divisor < 0) (dividend, divisor) = (-dividend, -divisor);
        var quotient = dividend / divisor;
        var rest = Int128.Abs(dividend - (quotient * divisor));
        var toGo = divisor - rest;
        if (rest < toGo || (rest == toGo && (quotient & 1) == 0)) return quotient;
        return dividend < 0 ? quotient - 1 : quotient + 1;
    }

    private static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++) power *= 10;
        return power;
    }

    private static Int128 CommonDivisor(Int128 a, Int128 b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return Int128.Abs(a) is var divisor && divisor == 0 ? 1 : divisor;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long WideValue(long price, long lots)
    {
        var value = IsInverse
            ? DivideHalfEven(lots * _factor, price * _divisor)
            : DivideHalfEven((Int128)price * lots * _factor, _divisor);
        return checked((long)value);
    }
}
