using System.CommandLine;
using LatencyEngine.Host.Configuration;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal;

/// <summary>The option that names a journal's folder, for verbs that need its files. Cold.</summary>
internal static class FolderOption
{
    public static Option<string> Create() => new("--folder")
    {
        Description = "The journal's folder.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => JournalConfiguration.DefaultFolder,
    };

    /// <exception cref="JournalException">There is no such folder.</exception>
    public static string PathOf(ParseResult parse, Option<string> option)
    {
        var path = parse.GetRequiredValue(option);
        return Directory.Exists(path) ? path : throw new JournalException($"there is no journal at '{path}': no such folder");
    }
}
