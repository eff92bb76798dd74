namespace LatencyEngine.Journal.Records;

/// <summary>A journal is not what it should be, or cannot do what it was asked; says where and what was expected.</summary>
public class JournalException : IOException
{
    public JournalException(string message)
        : base(message)
    {
    }

    public JournalException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
