namespace MLNet.Vae.Training.Managed;

/// <summary>
/// Chooses while a training runs whether all threads of a team take its steps or one alone. Which is the faster depends on what else the
/// machine does, which nobody knows before and which changes: a thread that the others wait for may have no processor. So the other is
/// tried from time to time, and becomes the choice where it is faster. It is fed with the time of each step, knows no clock, and changes no
/// result.
/// </summary>
/// <param name="startsAlone">Whether the choice to begin with is one thread.</param>
internal sealed class ThreadChooser(bool startsAlone)
{
    // Steps are compared by stretches: within one of these lengths every thread has had its turns on a shared processor, which are of some
    // milliseconds, and a single step does not decide.
    private const double MinStretch = 20; // ms
    private const int MinSteps = 4;

    // The time between two trials over the time that a trial takes: little after one that was won, and twice as much after each that was
    // lost, until a fortieth of the time goes into them.
    private const double MinStay = 4, MaxStay = 40;

    // What is not faster by the first is not worth a change; what is faster by the second needs no second trial.
    private const double Faster = 0.95, MuchFaster = 0.67;

    private readonly double[] _stretches = new double[3]; // ms a step in the last ones of the choice
    private int _stretchCount; // since the choice was made
    private bool _choosesOne = startsAlone, _isTrial, _isFirstStep = true;
    private int _steps, _wins;
    private double _milliseconds; // of the steps
    private double _sinceTrial, _trial = MinStretch, _stay; // ms, ms, and what the one is to be over the other

    /// <summary>Whether one thread takes the next step.</summary>
    public bool IsAlone => _choosesOne != _isTrial;

    /// <summary>Takes note of a step that was taken as <see cref="IsAlone"/> says.</summary>
    /// <param name="milliseconds">The time that it took.</param>
    public void Add(double milliseconds)
    {
        (_sinceTrial, _trial) = _isTrial ? (0, _trial + milliseconds) : (_sinceTrial + milliseconds, _trial);
        if (_isFirstStep)
        {
            _isFirstStep = false; // before the very first one much is compiled, and before the others threads have to wake up
            return;
        }

        _steps++;
        _milliseconds += milliseconds;
        bool isStretch = _steps >= MinSteps && _milliseconds >= MinStretch;
        if (!_isTrial && isStretch)
            EndStretch(_milliseconds / _steps);
        else if (_isTrial && isStretch)
            EndTrial(_milliseconds / _steps);
        else if (_isTrial && _milliseconds > Math.Max(MinStretch, MinSteps * Usual()))
            EndTrial(double.PositiveInfinity);
    }

    private void EndStretch(double mean)
    {
        _stretches[_stretchCount++ % _stretches.Length] = mean;
        Begin(trial: _sinceTrial >= _stay * _trial);
    }

    private void EndTrial(double mean)
    {
        double usual = Usual();
        _wins = mean < Faster * usual ? _wins + 1 : 0;
        _stay = _wins > 0 ? MinStay : Math.Clamp(2 * _stay, MinStay, MaxStay);
        if (_wins == 2 || mean < MuchFaster * usual)
        {
            _choosesOne = !_choosesOne;
            _stretches[0] = mean;
            (_stretchCount, _wins) = (1, 0);
        }

        Begin(trial: false);
    }

    private void Begin(bool trial)
    {
        _isFirstStep = trial != _isTrial;
        if (trial)
            _trial = 0;
        _isTrial = trial;
        (_steps, _milliseconds) = (0, 0);
    }

    // Milliseconds a step: the median of the last three stretches, so that one in which the processors were away does not count; of two the
    // lesser.
    private double Usual()
    {
        Span<double> last = stackalloc double[Math.Min(_stretchCount, _stretches.Length)];
        _stretches.AsSpan(0, last.Length).CopyTo(last);
        last.Sort();
        return last[(last.Length - 1) / 2];
    }
}
