using FsCheck;
using FsCheck.Fluent;
using LatencyEngine.Host.Configuration.Settings;

namespace LatencyEngine.Tests.Host.Configuration;

public sealed class ExactNumberTests
{
    [Theory]
    [InlineData("0", 6, 0)]
    [InlineData("-0.000001", 6, -1)]
    [InlineData("12.5", 6, 12_500_000)]
    [InlineData("12.5000000000", 6, 12_500_000)]
    [InlineData("1e6", 0, 1_000_000)]
    [InlineData("1.5E+3", 0, 1500)]
    [InlineData("2500e-3", 1, 25)]
    [InlineData("9223372036854775807", 0, long.MaxValue)]
    [InlineData("0e36", 9, 0)]
    public void Text_becomes_a_scaled_integer(string text, int scale, long expected)
    {
        Assert.True(ExactNumber.TryParse(text, scale, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("1,000")]
    [InlineData("+1")]
    [InlineData("--1")]
    [InlineData(" 1")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    [InlineData("1e")]
    [InlineData("1e99")]
    [InlineData("0.0000001")]
    [InlineData("1e36")]
    [InlineData("٣")]
    [InlineData("1234567890123456789012345678901234567")]
    public void What_is_no_number_or_does_not_fit_exactly_is_refused(string text) =>
        Assert.False(ExactNumber.TryParse(text, 6, out _));

    [Fact]
    public void Every_value_reads_back_as_itself() => Prop.ForAll<long, byte>((value, scale) =>
        ExactNumber.TryParse(ExactNumber.Format(value, scale % 10), scale % 10, out var again) && again == value)
        .QuickCheckThrowOnFailure();
}
