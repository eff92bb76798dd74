using System.Globalization;
using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Venues.Feeds;

namespace LatencyEngine.Tests.Venues.Feeds;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("1.39286", 9, 1_392_860_000)]
    [InlineData("-1.5", 1, -15)]
    [InlineData("34200.015105074", 9, 34_200_015_105_074)]
    [InlineData("0.10000000", 1, 1)]
    [InlineData("007", 0, 7)]
    [InlineData("-0.0", 3, 0)]
    [InlineData("9223372036854775807", 0, long.MaxValue)]
    [InlineData("-9223372036854775807", 0, -long.MaxValue)]
    [InlineData("9.223372036854775807", 18, long.MaxValue)]
    public void A_number_is_read_exactly(string text, int decimals, long expected)
    {
        Assert.True(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), decimals, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("-", 2)]
    [InlineData(".", 2)]
    [InlineData(".5", 2)]
    [InlineData("5.", 2)]
    [InlineData("+5", 2)]
    [InlineData(" 5", 2)]
    [InlineData("5 ", 2)]
    [InlineData("--5", 2)]
    [InlineData("5-", 2)]
    [InlineData("1e3", 2)]
    [InlineData("1,5", 2)]
    [InlineData("1.2.3", 2)]
    [InlineData("1.5x", 2)]
    [InlineData("0x10", 2)]
    [InlineData("NaN", 2)]
    public void What_is_no_number_is_refused(string text, int decimals) =>
        Assert.False(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), decimals, out _));

    [Theory]
    [InlineData("1.001", 2)]
    [InlineData("0.5", 0)]
    [InlineData("9223372036854775808", 0)]
    [InlineData("-9223372036854775808", 0)]
    [InlineData("92233720368547758070", 0)]
    [InlineData("99999999999999999999999999", 0)]
    [InlineData("10", 18)]
    [InlineData("9.223372036854775808", 18)]
    public void What_the_scale_cannot_hold_is_refused_and_not_rounded(string text, int decimals) =>
        Assert.False(DecimalText.TryParse(Encoding.ASCII.GetBytes(text), decimals, out _));

    [Theory]
    [InlineData("12", true)]
    [InlineData("12.0", false)]
    public void A_whole_number_has_no_point(string text, bool isWhole) =>
        Assert.Equal(isWhole, DecimalText.TryParseWhole(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Every_number_agrees_with_arithmetic_without_limits() =>
        Prop.ForAll(Numbers().ToArbitrary(), AgreesWithBigInteger).QuickCheckThrowOnFailure();

    private static Gen<(string Text, int Decimals)> Numbers() =>
        from whole in Gen.Choose(1, 21)
        from fraction in Gen.Choose(0, 20)
        from decimals in Gen.Choose(0, DecimalText.DecimalsMax)
        from sign in Gen.Elements("", "-")
        from digits in Gen.Elements("0123456789".ToCharArray()).ArrayOf(whole + fraction)
        let all = new string(digits)
        select (sign + all[..whole] + (fraction == 0 ? "" : "." + all[whole..]), decimals);

    private static bool AgreesWithBigInteger((string Text, int Decimals) number)
    {
        var isRead = DecimalText.TryParse(Encoding.ASCII.GetBytes(number.Text), number.Decimals, out var value);
        var point = number.Text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? "" : number.Text[(point + 1)..].TrimEnd('0');
        if (fraction.Length > number.Decimals) return !isRead;
        var digits = (point < 0 ? number.Text : number.Text[..point]) + fraction.PadRight(number.Decimals, '0');
        var expected = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        if (BigInteger.Abs(expected) > long.MaxValue) return !isRead;
        return isRead && value == expected;
    }
}
