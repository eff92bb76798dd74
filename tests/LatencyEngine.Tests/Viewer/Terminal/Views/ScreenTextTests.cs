using LatencyEngine.Viewer.Terminal.Views;

namespace LatencyEngine.Tests.Viewer.Terminal.Views;

public sealed class ScreenTextTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(189_260_000_000, 10_000_000, "189.26")]
    [InlineData(189_000_000_000, 10_000_000, "189.00")]
    [InlineData(189_265_000_000, 10_000_000, "189.265")]
    [InlineData(1_084_250_000L, 10_000, "1.08425")]
    [InlineData(-5_000_000_000, 0, "-5")]
    [InlineData(null, 10_000_000, "-")]
    public void A_price_has_the_decimals_of_its_tick_or_its_own(long? price, long tick, string expected) =>
        Assert.Equal(expected, ScreenText.Price(price, tick));

    [Theory]
    [InlineData(1_234_567, 0, 12, "1,234,567")]
    [InlineData(1_234_567, 0, 8, "1234567")]
    [InlineData(1_234_567, 0, 6, "1.23M")]
    [InlineData(150_000_000, -8, 8, "1.5")]
    [InlineData(12_345_678, -8, 8, "0.123")]
    [InlineData(0, -8, 8, "0")]
    [InlineData(450, -8, 8, "4.5e-6")]
    [InlineData(-12_345_678_901, 0, 6, "-12.3G")]
    [InlineData(999_999, 0, 5, "1.00M")]
    public void A_quantity_fits_its_column(long lots, int exponent, int width, string expected) =>
        Assert.Equal(expected, ScreenText.Quantity(lots, exponent, width));

    [Theory]
    [InlineData(1_234_567_890_000, 12, "1,234,567.89")]
    [InlineData(-250_500_000, 10, "-250.50")]
    [InlineData(1_234_567_890_000, 7, "1.23M")]
    public void Money_has_two_decimals_while_it_fits(long money, int width, string expected) =>
        Assert.Equal(expected, ScreenText.Money(money, width));

    [Theory]
    [InlineData(0L, "0.0s")]
    [InlineData(Second * 3 / 10, "0.3s")]
    [InlineData(12 * Second, "12s")]
    [InlineData(119 * Second, "1m")]
    [InlineData(7_200 * Second, "2h")]
    [InlineData(86_400 * Second * 400, "400d")]
    [InlineData(null, "-")]
    public void An_age_has_at_most_five_characters(long? nanos, string expected) => Assert.Equal(expected, ScreenText.Age(nanos));

    [Theory]
    [InlineData(12_345_678L, "+1.23")]
    [InlineData(-5_000_000L, "-0.50")]
    [InlineData(0L, "0.00")]
    [InlineData(null, "-")]
    public void A_change_has_its_sign(long? rate, string expected) => Assert.Equal(expected, ScreenText.Change(rate));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(1)]
    public void The_extremes_of_every_number_have_a_text(long number)
    {
        Assert.NotEmpty(ScreenText.Price(number, number));
        Assert.NotEmpty(ScreenText.Money(number, 6));
        Assert.NotEmpty(ScreenText.Quantity(number, 9, 6));
        Assert.NotEmpty(ScreenText.Quantity(number, -128, 6));
        Assert.NotEmpty(ScreenText.TimeOfDay(number));
        Assert.NotEmpty(ScreenText.Age(number));
    }
}
