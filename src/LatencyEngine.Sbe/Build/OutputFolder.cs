using System.Text;
using LatencyEngine.Sbe.Generation;

namespace LatencyEngine.Sbe.Build;

/// <summary>
/// The folder of generated files. Files that do not change keep their time, so that a compiler that looks
/// at times has nothing to do; files that no longer belong are removed.
/// </summary>
internal static class OutputFolder
{
    private const string Pattern = "*.g.cs";
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Update(string folder, IReadOnlyList<GeneratedFile> files)
    {
        Directory.CreateDirectory(folder);
        var wanted = files.Select(file => file.FileName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var path in Directory.EnumerateFiles(folder, Pattern))
            if (!wanted.Contains(Path.GetFileName(path))) File.Delete(path);
        foreach (var file in files) WriteIfChanged(Path.Combine(folder, file.FileName), file.Source);
    }

    /// <summary>Writes the stamp: one line per file that was read.</summary>
    public static void WriteStamp(string path, IEnumerable<string> filesRead)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllLines(path, filesRead, _utf8);
    }

    private static void WriteIfChanged(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path, _utf8) == text) return;
        File.WriteAllText(path, text, _utf8);
    }
}
