using System.Text;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Trading.Exchange.Matrix;

/// <summary>
/// The table of cases: books first, then a row for each case with what becomes of it. Written anew with
/// <c>LATENCYENGINE_ACCEPT=1</c>; the difference is for somebody who knows trading to look at.
/// </summary>
internal static class MatrixFile
{
    private static readonly int[] Widths = [18, 5, 10, 10, 36, 48, 0];

    public static string Path => Repository.PathOf("tests", "LatencyEngine.Tests", "Trading", "Exchange", "Matrix", "Taking.txt");

    public static IReadOnlyList<MatrixBook> Books { get; } = ReadBooks();

    public static string Text()
    {
        var text = new StringBuilder();
        foreach (var line in Head()) text.Append(line).Append('\n');
        foreach (var type in MatrixCase.Types)
        {
            text.Append('\n');
            Append(text, "order", "tif", "self", "book", "| trades", "| ends", "| stays");
            foreach (var timeInForce in MatrixCase.TimesInForce)
                foreach (var book in Books)
                    foreach (var mode in ModesIn(book)) Append(text, new MatrixCase(type, timeInForce, mode, book.Name), book);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, MatrixCase row, MatrixBook book)
    {
        var outcome = MatrixOutcome.Of(row, book);
        Append(text, row.Type, row.TimeInForce, row.Mode, row.Book, $"| {outcome.Trades}", $"| {outcome.Ends}", $"| {outcome.Rests}");
    }

    private static void Append(StringBuilder text, params string[] cells)
    {
        for (var i = 0; i < cells.Length; i++) text.Append(cells[i].PadRight(Widths[i]));
        text.Append('\n');
    }

    // Where nobody meets himself, the mode says nothing.
    private static string[] ModesIn(MatrixBook book) =>
        book.Asks.Any(ask => ask.Contains(MatrixBook.Taker, StringComparison.Ordinal)) ? MatrixCase.Modes : ["none"];

    private static IEnumerable<string> Head() => File.ReadLines(Path).TakeWhile(line => line.Length > 0);

    private static List<MatrixBook> ReadBooks()
    {
        var books = new List<MatrixBook>();
        foreach (var line in Head().Where(line => line.StartsWith("book ", StringComparison.Ordinal)))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (asks, bids) = (Array.IndexOf(words, "asks"), Array.IndexOf(words, "bids"));
            books.Add(new MatrixBook(words[1], words[(asks + 1)..bids], words[(bids + 1)..]));
        }

        return books;
    }
}
