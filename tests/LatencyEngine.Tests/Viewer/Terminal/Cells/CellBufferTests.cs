using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Tests.Viewer.Terminal.Cells;

public sealed class CellBufferTests
{
    [Fact]
    public void Text_outside_of_the_screen_is_cut_off()
    {
        var buffer = new CellBuffer(4, 2);
        buffer.Write(-2, 0, "abcdefgh");
        buffer.Write(0, -1, "no");
        buffer.Write(0, 2, "no");
        buffer.WriteEndingAt(1, 1, "xyz");
        Assert.Equal("cdef\nyz\n", buffer.ToText());
    }

    [Theory]
    [InlineData('\u001b')]
    [InlineData('\n')]
    [InlineData('\u009b')]
    [InlineData('\u007f')]
    [InlineData('\u202e')]
    [InlineData('\u200b')]
    [InlineData('\ud83d')]
    [InlineData('\u4e2d')]
    [InlineData('\u0301')]
    public void Characters_that_command_a_terminal_or_take_no_or_two_columns_are_not_drawn(char hostile)
    {
        var buffer = new CellBuffer(3, 1);
        buffer.Write(0, 0, $"a{hostile}b");
        Assert.Equal("a?b\n", buffer.ToText());
    }

    [Fact]
    public void A_line_is_inverted_whatever_stands_there()
    {
        var buffer = new CellBuffer(3, 2);
        buffer.Write(0, 1, "ab", Ink.Gain);
        buffer.Invert(-1, 1, 100);
        buffer.Invert(0, 7, 100);
        Cell[] expected = [new('a', Ink.Gain | Ink.Inverse), new('b', Ink.Gain | Ink.Inverse), new(' ', Ink.Inverse)];
        Assert.Equal(expected, buffer.Row(1).ToArray());
        Assert.Equal(Cell.Blank, buffer[0, 0]);
    }

    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(-5, 20, 1, 20)]
    [InlineData(5_000, 5_000, CellBuffer.EdgeMax, CellBuffer.EdgeMax)]
    public void Sizes_that_no_terminal_has_are_bounded(int width, int height, int expectedWidth, int expectedHeight)
    {
        var buffer = new CellBuffer(width, height);
        Assert.Equal((expectedWidth, expectedHeight), (buffer.Width, buffer.Height));
    }
}
