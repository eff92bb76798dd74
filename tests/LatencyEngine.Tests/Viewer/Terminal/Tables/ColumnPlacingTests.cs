using LatencyEngine.Viewer.Terminal.Tables;

namespace LatencyEngine.Tests.Viewer.Terminal.Tables;

public sealed class ColumnPlacingTests
{
    private static readonly Column<int>[] Columns =
    [
        Of("name", 6) with { WidthMax = 10 },
        Of("detail", 5) with { Rank = 2 },
        Of("price", 8),
        Of("age", 3) with { Rank = 1 },
    ];

    [Theory]
    [InlineData(15, "0@0+6 2@7+8")]
    [InlineData(18, "0@0+9 2@10+8")]
    [InlineData(19, "0@0+6 2@7+8 3@16+3")]
    [InlineData(25, "0@0+6 1@7+5 2@13+8 3@22+3")]
    [InlineData(40, "0@0+10 1@11+5 2@17+8 3@26+3")]
    [InlineData(4, "0@0+4")]
    public void Columns_come_by_their_rank_and_grow_into_the_rest(int width, string expected) =>
        Assert.Equal(expected, Text(ColumnPlacing.Place(Columns, 0, width)));

    [Theory]
    [InlineData("12.34", 5, "12.34")]
    [InlineData("12.345", 5, "#####")]
    [InlineData("1", 0, "")]
    public void Half_a_number_is_never_shown(string text, int width, string expected) =>
        Assert.Equal(expected, CellFit.Number(text, width));

    [Theory]
    [InlineData("crossover", 9, "crossover")]
    [InlineData("crossover", 5, "cros…")]
    [InlineData("crossover", 1, "c")]
    [InlineData("crossover", 0, "")]
    public void Words_are_cut_so_that_it_can_be_seen(string text, int width, string expected) =>
        Assert.Equal(expected, CellFit.Words(text, width));

    private static Column<int> Of(string title, int width) => new(title, width, static (in _, _) => "");

    private static string Text(List<PlacedColumn> placed) =>
        string.Join(' ', placed.Select(column => $"{column.Index}@{column.X}+{column.Width}"));
}
