/* a small model as Linux v6.3, written by tablewalk explore --promela.
   One step of a thread is one transition. To check it: spin -search -O2 -DSAFETY -m1000000 FILE
   To count every state: spin -a -o1 -o2 -o3 FILE; cc -O2 -DSAFETY -DNOREDUCE -DVECTORSZ=4096 -o
     pan pan.c; ./pan -m10000000 */
#define NONE (-1)  /* no member of a set */
/* Entries: bits 1:0 the kind, 2 writable, 3 young, 4 executable, the rest the table or frame. */
#define EMPTY 0
#define LOCKED 1
#define TABLE(t) ((t) * 32 + 2)
#define LEAF(f, w, x, y) ((f) * 32 + ((x) != 0) * 16 + ((y) != 0) * 8 + ((w) != 0) * 4 + 3)
#define IS_TABLE(e) (((e) & 3) == 2)
#define IS_LEAF(e) (((e) & 3) == 3)
#define OUTPUT(e) ((e) >> 5)
#define TABLE_OF(e) (IS_TABLE(e) -> (e) >> 5 : NONE)
#define FRAME_OF(e) (IS_LEAF(e) -> (e) >> 5 : NONE)
#define IS_WRITABLE(e) (((e) & 7) == 7)
#define IS_YOUNG(e) (((e) & 11) == 11)
#define WITH_WRITE(e) (IS_LEAF(e) -> (e) | 4 : (e))
#define WITHOUT_WRITE(e) (IS_LEAF(e) -> (e) & ~4 : (e))
#define WITH_YOUNG(e) (IS_LEAF(e) -> (e) | 8 : (e))
#define WITHOUT_YOUNG(e) (IS_LEAF(e) -> (e) & ~8 : (e))
/* The same output and kind, whatever the permissions. */
#define SAME_OUTPUT(a, b) ((((a) ^ (b)) & ~20) == 0)
/* An index of a set of n; out of every array where it is none. */
#define INDEX(i, n) ((i) >= 0 && (i) < (n) -> (i) : -32768)

#define ACTIVE_NONE 0
#define ACTIVE_SOME 1

/* What all threads share */
byte big_hold_t0 = 0;  /* big_lock */
byte big_hold_t1 = 0;
byte total = 0;  /* what was added */
short slot[3] = EMPTY;  /* entries * / by cell */
bit active_ = ACTIVE_NONE;  /* a keyword of Promela's */

/* What must hold in every state; asserted wherever it could have changed */
/* broken: the total is {total} */
#define I2_1 (total <= 4)

/* t0: adds */
active proctype t0() {
  short my_at = NONE;
  byte my_mine = 0;

/* A lock_it
   waits for big_lock, to write
   takes the lock
   source: a file */
A:
  if
  :: d_step {
       (big_hold_t0 == 0 && big_hold_t1 == 0) ->
       big_hold_t0 = 2;
     } -> goto B_1
  fi;

/* B.1 add
   adds for {my_at}, and has {total}, if total > 0 */
B_1:
  if
  :: atomic {
       d_step {
         true ->
         /* I6: nobody holds the lock */
         assert(big_hold_t0 != 0);
         assert(total + 1 <= 9);
         total = total + 1;
         my_at = total != 1;
         slot[my_at] = LEAF(total, 1, 0, 1);
         if
         :: IS_WRITABLE(slot[my_at]) ->
              active_ = ACTIVE_SOME;
         :: else
         fi;
         assert(I2_1);
       };
       if
       :: total == 1 -> goto C
       :: total != 1 -> goto D
       fi
     }
  fi;

/* C again */
C:
  if
  :: true -> goto D
  :: _pid >= 0 -> goto C
  fi;

/* D unlock_it */
D:
  if
  :: d_step {
       true ->
       if
       :: FRAME_OF(slot[0]) == 1 ->
            assert(my_mine + 1 <= 2);
            my_mine = my_mine + 1;
            my_at = NONE;
       :: else
       fi;
       /* I6: big is released by a thread that doesn't hold it */
       assert(big_hold_t0 != 0);
       big_hold_t0 = 0;
     } -> goto end_of_thread
  fi;

end_of_thread:
  false
}

/* t1: adds */
active proctype t1() {
  short my_at = NONE;
  byte my_mine = 0;

/* A lock_it
   waits for big_lock, to write
   takes the lock
   source: a file */
A:
  if
  :: d_step {
       (big_hold_t0 == 0 && big_hold_t1 == 0) ->
       big_hold_t1 = 2;
     } -> goto B_1
  fi;

/* B.1 add
   adds for {my_at}, and has {total}, if total > 0 */
B_1:
  if
  :: atomic {
       d_step {
         true ->
         /* I6: nobody holds the lock */
         assert(big_hold_t1 != 0);
         assert(total + 1 <= 9);
         total = total + 1;
         my_at = total != 1;
         slot[my_at] = LEAF(total, 1, 0, 1);
         if
         :: IS_WRITABLE(slot[my_at]) ->
              active_ = ACTIVE_SOME;
         :: else
         fi;
         assert(I2_1);
       };
       if
       :: total == 1 -> goto C
       :: total != 1 -> goto D
       fi
     }
  fi;

/* C again */
C:
  if
  :: true -> goto D
  :: _pid >= 0 -> goto C
  fi;

/* D unlock_it */
D:
  if
  :: d_step {
       true ->
       if
       :: FRAME_OF(slot[0]) == 1 ->
            assert(my_mine + 1 <= 2);
            my_mine = my_mine + 1;
            my_at = NONE;
       :: else
       fi;
       /* I6: big is released by a thread that doesn't hold it */
       assert(big_hold_t1 != 0);
       big_hold_t1 = 0;
     } -> goto end_of_thread
  fi;

end_of_thread:
  false
}
