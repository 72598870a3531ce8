using CsCheck;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Training.Managed;

/// <summary>Which threads are chosen for steps whose durations are made up: no test here measures a time.</summary>
public class ThreadChooserTests
{
    private const double LongRun = 100_000; // ms, of which the first trials are a small part

    [Theory]
    [InlineData(0.2, 0.1)]
    [InlineData(0.1, 0.2)]
    [InlineData(0.1, 5)]
    [InlineData(30, 17)]
    [InlineData(2, 60)]
    public void IsAlone_OneIsAlwaysFaster_NearlyAllTheTimeItIsThat(double alone, double together)
    {
        const double maxShareOfTrials = 0.03; // a fortieth, and the trials at the start
        foreach (bool startsAlone in new[] { true, false })
        {
            var run = new Run(startsAlone);
            run.Go(LongRun, _ => (alone, together));
            double slow = alone < together ? run.Together : run.Alone;
            Assert.InRange(slow / LongRun, 1e-4, maxShareOfTrials);
        }
    }

    [Fact]
    public void IsAlone_AnyTwoDurations_TheTimeIsThatOfTheFaster() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[-3, 3], Gen.Bool, Gen.Int[0, 100]).Holds(
            given =>
            {
                var (alone, together, startsAlone, outliers) = given;
                double one = Math.Exp(alone), all = Math.Exp(together);
                var run = new Run(startsAlone);
                int step = 0;
                // Now and then a step takes a hundred times as long, whoever takes it.
                run.Go(LongRun, _ => step++ % 997 == outliers ? (100 * one, 100 * all) : (one, all));
                const double whatOutliersCost = 1.1;
                Assert.InRange(run.Elapsed / run.Steps, 0, 1.15 * whatOutliersCost * Math.Min(one, all));
            },
            count: 200);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void IsAlone_TheLoadComesAndGoes_TheChoiceFollows(bool startsAlone)
    {
        const double maxDelay = 2000; // ms: a stay after many lost trials, and a trial or two
        var run = new Run(startsAlone);
        run.Go(20_000, _ => (0.2, 0.12));
        Assert.False(run.ChoosesOne);
        run.Go(maxDelay, _ => (0.2, 0.9));
        Assert.True(run.ChoosesOne);
        run.Go(20_000, _ => (0.2, 0.9));
        Assert.True(run.ChoosesOne);
        run.Go(maxDelay, _ => (0.2, 0.12));
        Assert.False(run.ChoosesOne);
    }

    [Fact]
    public void IsAlone_NoSooner_ThanAStretchWasMeasured()
    {
        var chooser = new ThreadChooser(startsAlone: true);
        for (int step = 0; step < 20; step++)
        {
            Assert.True(chooser.IsAlone);
            chooser.Add(1);
        }

        chooser.Add(1); // the first step does not count
        Assert.False(chooser.IsAlone);
    }

    [Fact]
    public void IsAlone_TheTrialsFirstStepIsSlow_IsNotHeldAgainstIt()
    {
        var chooser = new ThreadChooser(startsAlone: true);
        while (chooser.IsAlone)
            chooser.Add(1);
        chooser.Add(1000);
        for (int step = 0; step < 40; step++)
        {
            Assert.False(chooser.IsAlone);
            chooser.Add(0.5);
        }

        for (int step = 0; step < 100; step++)
        {
            Assert.False(chooser.IsAlone); // it has become the choice
            chooser.Add(0.5);
        }
    }

    [Fact]
    public void IsAlone_TrialsAreALittleFaster_TwoAreNeeded()
    {
        var chooser = new ThreadChooser(startsAlone: true);
        int trials = 0, before = 0;
        for (int step = 0; step < 200; step++)
        {
            int now = chooser.IsAlone ? 0 : 1;
            trials += now > before ? 1 : 0;
            before = now;
            chooser.Add(chooser.IsAlone ? 1 : 0.8);
        }

        Assert.Equal(2, trials); // the second did not end
        Assert.False(chooser.IsAlone);
    }

    /// <summary>A training in which time passes as it is told.</summary>
    private sealed class Run(bool startsAlone)
    {
        private readonly ThreadChooser _chooser = new(startsAlone);

        public double Alone { get; private set; } // ms

        public double Together { get; private set; } // ms

        public double Elapsed => Alone + Together;

        public long Steps { get; private set; }

        /// <summary>What most steps of the last stretch were taken by.</summary>
        public bool ChoosesOne { get; private set; }

        public void Go(double milliseconds, Func<double, (double Alone, double Together)> durations)
        {
            double end = Elapsed + milliseconds;
            int alone = 0, together = 0;
            while (Elapsed < end)
            {
                var (one, all) = durations(Elapsed);
                double duration = _chooser.IsAlone ? one : all;
                if (_chooser.IsAlone)
                    Alone += duration;
                else
                    Together += duration;
                if (end - Elapsed < milliseconds / 10)
                    _ = _chooser.IsAlone ? alone++ : together++;
                _chooser.Add(duration);
                Steps++;
            }

            ChoosesOne = alone > together;
        }
    }
}
