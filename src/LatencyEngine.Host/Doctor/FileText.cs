namespace LatencyEngine.Host.Doctor;

/// <summary>The content of a file of the host, or why there is none.</summary>
/// <param name="Content">The text without the blanks around it; <c>null</c> when it could not be
/// read.</param>
/// <param name="WhyNot">The reason in a few words; empty when there is content.</param>
public readonly record struct FileText(string? Content, string WhyNot)
{
    /// <summary>The content, or nothing: for questions to which a missing file is an answer too.</summary>
    public string OrEmpty => Content ?? "";

    public static FileText Of(string content) => new(content.Trim(), "");

    public static FileText Missing(string whyNot) => new(null, whyNot);
}
