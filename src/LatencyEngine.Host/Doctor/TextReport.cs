using Spectre.Console;

namespace LatencyEngine.Host.Doctor;

/// <summary>
/// The report for people: one row per question, aligned, in plain ASCII, with colour on a terminal only. Long
/// findings continue below themselves; a command to copy is never broken.
/// </summary>
/// <param name="console">Where to write. Wider than every line, since this class breaks lines itself.</param>
/// <param name="columns">The width to fit findings into.</param>
public sealed class TextReport(IAnsiConsole console, int columns)
{
    public const int DefaultColumns = 80;
    public const int SubjectWidth = 15;

    private const int StatusWidth = 9;
    private const int TextColumnsMin = 30;
    private const int TextColumnsMax = 110;
    private const string ChangeMark = "-> ";

    private readonly int _textColumns =
        Math.Clamp(columns - StatusWidth - SubjectWidth, TextColumnsMin, TextColumnsMax);

    public static string WordOf(FindingStatus status) => status switch
    {
        FindingStatus.Ok => "ok",
        FindingStatus.Advice => "advice",
        FindingStatus.Warning => "warning",
        _ => "unknown",
    };

    public void Write(IReadOnlyList<Examination> examinations)
    {
        foreach (var examination in examinations) WriteRow(examination);
        console.WriteLine();
        foreach (var line in Wrap(Verdict.Of(examinations), _textColumns + SubjectWidth))
            console.WriteLine(line, new Style(decoration: Decoration.Bold));
    }

    /// <summary>
    /// Breaks a text between words. A word that is longer than a line stays whole on a line of its own.
    /// </summary>
    public static IReadOnlyList<string> Wrap(string text, int columns)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > columns)
            {
                lines.Add(line);
                line = word;
            }
            else line = line.Length == 0 ? word : $"{line} {word}";
        }
        lines.Add(line);
        return lines;
    }

    private void WriteRow(Examination examination)
    {
        var finding = examination.Finding;
        console.Write(WordOf(finding.Status).PadRight(StatusWidth), StyleOf(finding.Status));
        var heading = examination.Subject.PadRight(SubjectWidth);
        foreach (var line in Wrap(finding.Text, _textColumns))
        {
            console.WriteLine(heading + line);
            heading = new string(' ', StatusWidth + SubjectWidth);
        }
        if (finding.Change is not null)
            console.WriteLine(heading + ChangeMark + finding.Change, new Style(Color.Aqua));
    }

    private static Style StyleOf(FindingStatus status) => status switch
    {
        FindingStatus.Ok => new Style(Color.Green),
        FindingStatus.Advice => new Style(Color.Yellow),
        FindingStatus.Warning => new Style(Color.Red, decoration: Decoration.Bold),
        _ => new Style(Color.Grey),
    };
}
