namespace LatencyEngine.Tests.Trading.Exchange.Matrix;

public sealed class TakingMatrixTests
{
    [Fact]
    public void Every_order_meets_every_book_as_the_table_says()
    {
        var text = MatrixFile.Text();
        if (Environment.GetEnvironmentVariable("LATENCYENGINE_ACCEPT") == "1") File.WriteAllText(MatrixFile.Path, text);
        Assert.Equal(File.ReadAllLines(MatrixFile.Path), text.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void The_table_has_every_case()
    {
        var shapes = MatrixFile.Books.Count - 2 + (2 * MatrixCase.Modes.Length); // In two books the order meets its own side.
        var rows = File.ReadLines(MatrixFile.Path).Count(line => line.Contains('|', StringComparison.Ordinal)) - MatrixCase.Types.Length;
        Assert.Equal(MatrixCase.Types.Length * MatrixCase.TimesInForce.Length * shapes, rows);
    }
}
