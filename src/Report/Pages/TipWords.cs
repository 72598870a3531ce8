namespace MLNet.Vae.Pages;

/// <summary>Words that many tips of a page have, written once: names of features take most of a tip.</summary>
internal sealed class TipWords
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The words by their numbers.</summary>
    public IEnumerable<string> All => _numbers.Keys;

    /// <summary>The number of a word, which is added where it is new.</summary>
    public int this[string word]
    {
        get
        {
            if (!_numbers.TryGetValue(word, out int number))
                _numbers.Add(word, number = _numbers.Count);
            return number;
        }
    }
}
