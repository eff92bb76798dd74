using Spectre.Console;

namespace LatencyEngine.Host.Sbe;

/// <summary>
/// Tables that stay readable in a file: no colour, no borders but one rule, and no width but their own.
/// </summary>
internal static class Plain
{
    private const int WidthWhenPiped = 240;

    public static Table Table(params string[] columns)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthWhenPiped;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns) table.AddColumn(column);
        return table;
    }

    public static void Write(string line) => Console.Out.WriteLine(line);
}
